package io.tocsin.agent.profile;

import org.jspecify.annotations.Nullable;

/**
 * What profiling takes of the processors, from one cut to the next. Its own threads are counted.
 */
final class CostMeter {
  /** What a sample costs the thread that it is taken of, measured with stacks of 60 frames. */
  private static final long CPU_SAMPLE_NANOS = 50_000;

  /** The same of allocation and locks, whose stacks are read without a signal. */
  private static final long REST_SAMPLE_NANOS = 10_000;

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
   * @param samples of all kinds
   * @param cpuIntervalNanos 0 where processor time was not sampled
   * @param lastedNanos since {@link #begin} or the cut before
   * @return true where it was more than the budget has
   */
  boolean charge(CpuBudget budget, long samples, long cpuIntervalNanos, long lastedNanos) {
    long processNow = process.coarseNanos();
    long ownNow = own();
    long expected = cpuIntervalNanos == 0 ? 0 : (processNow - processBefore) / cpuIntervalNanos;
    long cpuSamples = Math.min(samples, expected);
    boolean over =
        budget.spent(
            ownNow - ownBefore,
            cpuSamples * CPU_SAMPLE_NANOS,
            (samples - cpuSamples) * REST_SAMPLE_NANOS,
            lastedNanos * Runtime.getRuntime().availableProcessors());
    processBefore = processNow;
    ownBefore = ownNow;
    return over;
  }

  private long own() {
    return nanos(recorder) + nanos(sender);
  }

  private static long nanos(@Nullable ProcStat thread) {
    return thread == null ? 0 : thread.nanos();
  }
}
