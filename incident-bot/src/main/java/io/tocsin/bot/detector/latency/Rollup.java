package io.tocsin.bot.detector.latency;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts short windows together to long ones, which are kept longer. */
final class Rollup {
  private static final long LONG = LatencyConfig.LONG_WINDOW.toNanos();

  private static final class Sum {
    final Durations durations = new Durations();
    @Nullable String revision;
    long failed;
  }

  private final Map<LineKey, Sum> sums = new LinkedHashMap<>();

  /** Of the long window in work; before it nothing is complete. */
  private long start = -1;

  /** A long window of which the first short ones were not seen must not replace a whole one. */
  private boolean whole;

  static long startOf(long nanos) {
    return Math.floorDiv(nanos, LONG) * LONG;
  }

  /**
   * @param fromItsStart whether nothing is missing before the first window that was added
   * @return the long windows that this one is the first after
   */
  List<LatencyWindow> add(TenantId tenant, Window window, boolean fromItsStart) {
    long of = startOf(window.startNanos());
    List<LatencyWindow> complete = new ArrayList<>();
    if (of != start) {
      if (whole) {
        sums.forEach((key, sum) ->
            complete.add(
                Window.stored(
                    tenant,
                    key,
                    sum.revision,
                    start,
                    LatencyConfig.LONG_WINDOW,
                    sum.durations,
                    sum.failed)));
      }
      whole = start >= 0 || fromItsStart;
      sums.clear();
      start = of;
    }
    window
        .parts()
        .forEach((key, part) -> {
          Sum sum = sums.computeIfAbsent(key, k -> new Sum());
          sum.durations.add(part.durations);
          sum.failed += part.failed;
          sum.revision = part.revision == null ? sum.revision : part.revision;
        });
    return complete;
  }
}
