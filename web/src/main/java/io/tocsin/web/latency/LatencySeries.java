package io.tocsin.web.latency;

import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Windows of one endpoint, over its versions, as points of a chart.
 *
 * <p>Where several versions serve at once, a point follows the newest: it is the one that a release
 * is judged by. What is usual at a point is the middle 80 % of the P90 of the points before it, as
 * far back as {@link #reference}: those of versions before, where there are any, so that a release
 * is held to what it replaced for as long as that is remembered, else its own.
 */
final class LatencySeries {
  private static final int POINTS = 360;
  private static final int LEAST_REFERENCE = 5;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;
  private static final Duration HOUR = Duration.ofHours(1);

  /** One point: the windows of one version that start in it. */
  private static final class Point {
    final String version;
    long count;
    double p50;
    double p90;
    double p99;

    Point(String version) {
      this.version = version;
    }

    void add(LatencyWindow window) {
      count += window.count();
      p50 += window.p50() * window.count();
      p90 += window.p90() * window.count();
      p99 = Math.max(p99, window.p99());
    }

    double meanP50() {
      return p50 / Math.max(1, count);
    }

    double meanP90() {
      return p90 / Math.max(1, count);
    }
  }

  private final Duration step;
  private final Duration reference;
  private final Map<String, Instant> firstSeen = new HashMap<>();
  private final NavigableMap<Instant, Point> points = new TreeMap<>();

  /**
   * @param length of the time that the chart shows
   */
  private LatencySeries(Duration length) {
    Duration finest = length.dividedBy(POINTS);
    this.step = Duration.ofSeconds(Math.max(1, finest.toSeconds()));
    this.reference = reference(length);
  }

  /** How far before a point its usual is looked for: an hour, or a dozen points. */
  static Duration reference(Duration length) {
    Duration dozen = length.dividedBy(POINTS / 12);
    return dozen.compareTo(HOUR) > 0 ? dozen : HOUR;
  }

  /**
   * @param windows the oldest first, from {@link #reference} before {@code from}
   * @param releases of the service, any order
   */
  static LatencyChart chart(
      List<LatencyWindow> windows, List<Release> releases, Instant from, Instant to) {
    LatencySeries series = new LatencySeries(Duration.between(from, to));
    series.age(windows, releases);
    windows.forEach(series::add);
    return series.chart(releases, from, to);
  }

  /** When each version was first seen, as a release or at work, whichever is earlier. */
  private void age(List<LatencyWindow> windows, List<Release> releases) {
    releases.forEach(release -> seen(release.version(), release.firstSeen()));
    windows.forEach(window -> seen(name(window.version()), window.start()));
  }

  private void seen(String version, Instant at) {
    firstSeen.merge(version, at, (known, other) -> known.isBefore(other) ? known : other);
  }

  private static String name(@Nullable String version) {
    return version == null ? "" : version;
  }

  private void add(LatencyWindow window) {
    if (window.count() == 0) {
      return;
    }
    long seconds = window.start().getEpochSecond();
    Instant start = Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
    String version = name(window.version());
    Point point = points.get(start);
    if (point == null || older(point.version, version)) {
      point = new Point(version);
      points.put(start, point);
    }
    if (point.version.equals(version)) {
      point.add(window);
    }
  }

  private boolean older(String version, String than) {
    return firstSeen
        .getOrDefault(version, Instant.MIN)
        .isBefore(firstSeen.getOrDefault(than, Instant.MIN));
  }

  private LatencyChart chart(List<Release> releases, Instant from, Instant to) {
    LatencyChart chart =
        new LatencyChart(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            marks(releases, from, to));
    points
        .tailMap(from.minus(step), false)
        .forEach((start, point) -> {
          chart.at().add(start.getEpochSecond());
          chart.count().add(point.count);
          chart.p50().add(millis(point.meanP50()));
          chart.p90().add(millis(point.meanP90()));
          chart.p99().add(millis(point.p99));
          double[] usual = usual(start, point);
          chart.low().add(usual.length == 0 ? null : millis(quantile(usual, LOW)));
          chart.high().add(usual.length == 0 ? null : millis(quantile(usual, HIGH)));
        });
    return chart;
  }

  /** P90 of the points that this one is held to, in order of size; empty where they are too few. */
  private double[] usual(Instant start, Point point) {
    var before = points.subMap(start.minus(reference), true, start, false).values();
    double[] others =
        before.stream()
            .filter(other -> older(other.version, point.version))
            .mapToDouble(Point::meanP90)
            .sorted()
            .toArray();
    if (others.length >= LEAST_REFERENCE) {
      return others;
    }
    double[] own =
        before.stream()
            .filter(other -> other.version.equals(point.version))
            .mapToDouble(Point::meanP90)
            .sorted()
            .toArray();
    return own.length >= LEAST_REFERENCE ? own : new double[0];
  }

  private static double quantile(double[] sorted, double part) {
    return sorted[(int) Math.round(part * (sorted.length - 1))];
  }

  private static List<LatencyChart.Mark> marks(List<Release> releases, Instant from, Instant to) {
    return releases.stream()
        .filter(release -> release.firstSeen().isAfter(from) && release.firstSeen().isBefore(to))
        .sorted(Comparator.comparing(Release::firstSeen))
        .map(release ->
            new LatencyChart.Mark(release.firstSeen().getEpochSecond(), release.version()))
        .toList();
  }

  /** To a microsecond, which is finer than any eye. */
  private static Double millis(double nanos) {
    return Math.rint(nanos / 1e3) / 1e3;
  }
}
