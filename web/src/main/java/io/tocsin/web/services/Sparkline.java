package io.tocsin.web.services;

import io.tocsin.model.latency.LatencyWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * P99 of a service's busiest endpoint over the last hour as a small line, 100 by 20.
 *
 * @param points of an SVG polyline; empty where there are fewer than two
 * @param operation the endpoint
 * @param last newest value in nanoseconds
 */
public record Sparkline(String points, String operation, double last) {
  private static final int WIDTH = 100;
  private static final int HEIGHT = 20;
  private static final int BUCKETS = 40;
  static final Sparkline NONE = new Sparkline("", "", 0);

  /**
   * @param windows of one service, the oldest first
   */
  static Sparkline of(List<LatencyWindow> windows, Instant from, Instant to) {
    Map<String, Long> counts = new HashMap<>();
    windows.forEach(w -> counts.merge(w.operation(), w.count(), Long::sum));
    String busiest =
        counts.entrySet().stream()
            .max(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
            .map(Map.Entry::getKey)
            .orElse("");
    double[] highest = new double[BUCKETS];
    double last = 0;
    double length = Math.max(1, Duration.between(from, to).toMillis());
    for (LatencyWindow window : windows) {
      if (window.operation().equals(busiest) && window.count() > 0) {
        double at = Duration.between(from, window.start()).toMillis() / length;
        int bucket = (int) Math.clamp(at * BUCKETS, 0, BUCKETS - 1.0);
        highest[bucket] = Math.max(highest[bucket], window.p99());
        last = window.p99();
      }
    }
    return line(highest, busiest, last);
  }

  private static Sparkline line(double[] highest, String operation, double last) {
    double top = 0;
    for (double value : highest) {
      top = Math.max(top, value);
    }
    StringBuilder points = new StringBuilder();
    int count = 0;
    for (int i = 0; i < highest.length; i++) {
      if (highest[i] > 0) {
        double x = (i + 0.5) * WIDTH / BUCKETS;
        double y = HEIGHT - 1 - highest[i] / top * (HEIGHT - 2);
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        count++;
      }
    }
    return count < 2 ? NONE : new Sparkline(points.toString().strip(), operation, last);
  }

  public boolean drawn() {
    return !points.isEmpty();
  }
}
