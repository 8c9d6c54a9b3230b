package io.tocsin.bot.tracker.builtin.server;

import java.time.Duration;
import java.util.Random;

/** Decides what each affected call suffers. Safe for many threads. */
final class FaultInjection {
  /**
   * @param refuse status; 0 to let the call through
   * @param stale tickets younger than this are not found
   */
  record Fate(
      int refuse,
      Duration retryAfter,
      Duration stallBefore,
      Duration stallAfter,
      Duration stale,
      boolean loseAnswer) {
    static final Fate NONE =
        new Fate(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
  }

  /** What was ordered and what came of it so far. */
  record Report(Faults faults, long lost, long refused, long stalled) {}

  private Faults ordered = Faults.NONE;
  private Random random = new Random(0);
  private int loseLeft;
  private int refuseLeft;
  private long lost;
  private long refused;
  private long stalled;

  /** Replaces what was ordered before; the counts go on. */
  synchronized void order(Faults faults) {
    ordered = faults;
    random = new Random(faults.seed());
    loseLeft = faults.loseNext();
    refuseLeft = faults.refuseNext() == 0 ? Integer.MAX_VALUE : faults.refuseNext();
  }

  synchronized Report report() {
    return new Report(ordered, lost, refused, stalled);
  }

  /**
   * @param writes whether the call is a create or a change: only their answers get lost
   */
  synchronized Fate next(boolean writes) {
    if (ordered.refuse() != 0 && refuseLeft > 0) {
      refuseLeft--;
      refused++;
      return new Fate(
          ordered.refuse(),
          Duration.ofSeconds(ordered.retryAfterSeconds()),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          false);
    }
    Duration stall = Duration.ofMillis(ordered.stallMs());
    if (!stall.isZero()) {
      stalled++;
    }
    return new Fate(
        0,
        Duration.ZERO,
        ordered.stallBefore() ? stall : Duration.ZERO,
        ordered.stallBefore() ? Duration.ZERO : stall,
        Duration.ofSeconds(ordered.staleSearchSeconds()),
        writes && losesThisOne());
  }

  private boolean losesThisOne() {
    boolean loses = loseLeft > 0 || random.nextDouble() < ordered.loseAnswers();
    if (loseLeft > 0) {
      loseLeft--;
    }
    if (loses) {
      lost++;
    }
    return loses;
  }
}
