package io.tocsin.web.services;

import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.web.page.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One endpoint over the time that is shown.
 *
 * @param count requests
 * @param failed of them
 * @param p50 of its newest window in nanoseconds; so are the other quantiles
 * @param data where its chart fetches what it draws
 */
public record EndpointRow(
    String operation,
    long count,
    long failed,
    double p50,
    double p90,
    double p99,
    Pace pace,
    Link data) {
  /** The busiest first; {@code windows} the oldest first, of one service. */
  static List<EndpointRow> of(
      List<LatencyWindow> windows,
      java.util.function.Function<String, Pace> pace,
      java.util.function.Function<String, Link> data) {
    Map<String, List<LatencyWindow>> byOperation = new LinkedHashMap<>();
    for (LatencyWindow window : windows) {
      byOperation.computeIfAbsent(window.operation(), o -> new ArrayList<>()).add(window);
    }
    List<EndpointRow> rows = new ArrayList<>();
    byOperation.forEach((operation, of) -> {
      LatencyWindow newest = of.getLast();
      rows.add(
          new EndpointRow(
              operation,
              of.stream().mapToLong(LatencyWindow::count).sum(),
              of.stream().mapToLong(LatencyWindow::failed).sum(),
              newest.p50(),
              newest.p90(),
              newest.p99(),
              pace.apply(operation),
              data.apply(operation)));
    });
    rows.sort(
        Comparator.comparingLong(EndpointRow::count)
            .reversed()
            .thenComparing(EndpointRow::operation));
    return rows;
  }
}
