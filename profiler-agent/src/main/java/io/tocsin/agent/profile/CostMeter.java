package io.tocsin.agent.profile;

import org.jspecify.annotations.Nullable;

/**
 * What profiling takes of the processors, from one cut to the next. Its own threads are counted.
 */
final class CostMeter {
  private final ProcStat process = ProcStat.ofThisProcess();
  private volatile @Nullable ProcStat recorder;
  private volatile @Nullable ProcStat sender;
  private long processBefore;
  private long ownBefore;

  /** Called by the thread that records. */
  void recorderIsThisThread() {
    recorder = ProcStat.ofThisThread();
  }

  /** Called by the thread that sends. */
  void senderIsThisThread() {
    sender = ProcStat.ofThisThread();
  }

  /** What came before does not count: the first start reads the symbols of the JVM, about 0.1 s. */
  void begin() {
    processBefore = process.coarseNanos();
    ownBefore = own();
  }

  /**
   * A cut was made.
   *
   * @param cpuIntervalNanos 0 where processor time was not sampled
   * @param lastedNanos since {@link #begin} or the cut before
   * @return true where it was more than the budget has
   */
  boolean charge(CpuBudget budget, Samples samples, long cpuIntervalNanos, long lastedNanos) {
    long processNow = process.coarseNanos();
    long ownNow = own();
    long expected = cpuIntervalNanos == 0 ? 0 : (processNow - processBefore) / cpuIntervalNanos;
    long cpuSamples = Math.min(samples.count, expected);
    boolean over =
        budget.spent(
            ownNow - ownBefore,
            samples.nanos(cpuSamples),
            samples.nanos(samples.count - cpuSamples),
            available(lastedNanos));
    processBefore = processNow;
    ownBefore = ownNow;
    return over;
  }

  /** Of all processors in a time, nanoseconds. */
  static long available(long lastedNanos) {
    return lastedNanos * Runtime.getRuntime().availableProcessors();
  }

  private long own() {
    return nanos(recorder) + nanos(sender);
  }

  private static long nanos(@Nullable ProcStat thread) {
    return thread == null ? 0 : thread.nanos();
  }
}
