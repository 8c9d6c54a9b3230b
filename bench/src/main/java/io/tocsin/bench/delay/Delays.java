package io.tocsin.bench.delay;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From faults to what became of them.
 *
 * @param millis of those that arrived, least first
 * @param missing of which nothing arrived
 */
record Delays(List<Double> millis, int missing) {
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Of each fault that is in {@code from}.
   *
   * @param from nanoseconds since 1970, by fault
   * @param to likewise
   */
  static Delays between(Map<Integer, Long> from, Map<Integer, Long> to) {
    List<Double> millis =
        from.entrySet().stream()
            .filter(each -> to.containsKey(each.getKey()))
            .map(each -> (to.getOrDefault(each.getKey(), 0L) - each.getValue()) / NANOS_PER_MILLI)
            .sorted()
            .toList();
    return new Delays(millis, from.size() - millis.size());
  }

  /** The least that so many of a hundred do not exceed (nearest rank); NaN where there is none. */
  double percentile(double percent) {
    if (millis.isEmpty()) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * millis.size());
    return millis.get(Math.clamp(rank - 1L, 0, millis.size() - 1));
  }

  double p50() {
    return percentile(50);
  }

  double p99() {
    return percentile(99);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "P50 %,8.0f ms, P99 %,8.0f ms, most %,8.0f ms%s",
        p50(),
        p99(),
        percentile(100),
        missing == 0 ? "" : ", " + missing + " never");
  }
}
