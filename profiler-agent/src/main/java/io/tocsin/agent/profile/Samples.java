package io.tocsin.agent.profile;

/** What a recording has taken so far, of all kinds together. */
final class Samples {
  /** Beside its stack: the signal, and the record of it. */
  private static final long BESIDE_NANOS = 5_000;

  final long count;
  private final long walkNanos;

  /**
   * @param walkNanos what reading the stacks took the threads that they are of
   */
  Samples(long count, long walkNanos) {
    this.count = count;
    this.walkNanos = walkNanos;
  }

  /**
   * What {@code part} of them took, nanoseconds; a stack of one kind counts like one of another.
   */
  long nanos(long part) {
    return count == 0 ? 0 : part * (walkNanos / count + BESIDE_NANOS);
  }

  /**
   * @param metrics of the native profiler, one a line, name before value; one that it leaves out,
   *     as it does until the first stack, is 0
   */
  static Samples parse(String metrics) {
    return new Samples(value(metrics, "samples_total"), value(metrics, "stackwalk_ns_total"));
  }

  private static long value(String metrics, String name) {
    for (String line : metrics.split("\n")) {
      if (line.startsWith(name + ' ')) {
        return Long.parseLong(line.substring(name.length()).trim());
      }
    }
    return 0;
  }
}
