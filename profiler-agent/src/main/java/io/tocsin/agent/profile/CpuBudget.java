package io.tocsin.agent.profile;

/**
 * Holds profiling to its share of the processors. Where a cut cost more, what costs most is sampled
 * half as often, as many times as it takes: samples of processor time down to a 32nd, those of
 * allocation and locks, which come as often as the application wants, down to none. Where even that
 * is too much, {@value #PAUSE_CUTS} cuts are left out. After as many cheap ones in a row one
 * halving is taken back; cheap is a cut whose double would still be well within the budget.
 */
final class CpuBudget {
  static final int PAUSE_CUTS = 6;
  private static final int CPU_LAST = 5;
  private static final int REST_OFF = 10;

  private final double share;
  private int cpuHalvings;
  private int restHalvings;
  private int cheap;
  private int paused;

  /**
   * @param maxPercent of the time of all processors that the JVM may use
   */
  CpuBudget(int maxPercent) {
    this.share = maxPercent / 100.0;
  }

  /**
   * A cut was made; all in nanoseconds of processor time.
   *
   * @param own of the agent's threads
   * @param cpu of taking samples of processor time
   * @param rest of taking samples of allocation and locks
   * @param available of all processors, as long as the cut lasted
   * @return true where that is more than allowed
   */
  boolean spent(long own, long cpu, long rest, long available) {
    double allowed = share * available;
    double used = (double) own + cpu + rest;
    if (used > allowed) {
      cheap = 0;
      reduce(own, cpu, rest, allowed);
      return true;
    }
    cheap = used * 2 < allowed * 0.8 ? cheap + 1 : 0;
    if (cheap >= PAUSE_CUTS) {
      cheap = 0;
      takeBack();
    }
    return false;
  }

  /**
   * Asked while a cut runs: what one as long as planned may take is used up.
   *
   * @param samples taking them until now, nanoseconds
   * @param available of all processors, as long as the cut shall last, nanoseconds
   */
  boolean isUsedUp(long samples, long available) {
    return samples > share * available;
  }

  /**
   * Asked before a cut.
   *
   * @return true where it is left out
   */
  boolean leavesOut() {
    if (paused == 0) {
      return false;
    }
    paused--;
    return true;
  }

  /** By which samples of processor time are rarer. */
  int cpuFactor() {
    return 1 << cpuHalvings;
  }

  /** By which samples of allocation and locks are rarer; 0 for none at all. */
  int restFactor() {
    return restHalvings == REST_OFF ? 0 : 1 << restHalvings;
  }

  private void reduce(long own, long cpu, long rest, double allowed) {
    double cpuLeft = cpu;
    double restLeft = rest;
    while (own + cpuLeft + restLeft > allowed) {
      if (restHalvings < REST_OFF && (restLeft >= cpuLeft || cpuHalvings == CPU_LAST)) {
        restHalvings++;
        restLeft = restHalvings == REST_OFF ? 0 : restLeft / 2;
      } else if (cpuHalvings < CPU_LAST) {
        cpuHalvings++;
        cpuLeft /= 2;
      } else {
        paused = PAUSE_CUTS;
        return;
      }
    }
  }

  private void takeBack() {
    if (restHalvings > cpuHalvings) {
      restHalvings--;
    } else if (cpuHalvings > 0) {
      cpuHalvings--;
    }
  }
}
