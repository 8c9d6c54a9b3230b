package io.tocsin.bot.detector.latency;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One tenant's windows: filled by observed time, closed when newer telemetry has come in, kept open
 * to what a slower partition of the log still brings, and written when signals are safe.
 */
final class TenantLatency {
  /** How far past its end newer telemetry must be before a window is judged. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** How long a judged window still takes requests in, for what is stored of it. */
  private static final Duration MENDED = Duration.ofMinutes(1);

  private final TenantId tenant;
  private final LatencyConfig config;
  private final Counts counts;
  private final Versions versions;
  private final Endpoints endpoints;
  private final Traces traces = new Traces();
  private final Rollup rollup = new Rollup();
  private final TreeMap<Long, Window> windows = new TreeMap<>();
  private final List<LatencyWindow> longWindows = new ArrayList<>();

  /** Requests of windows as they are stored: a replay of their end must not replace the whole. */
  private final Map<Long, Map<LineKey, Long>> storedCounts = new HashMap<>();

  /** What was stored before the first window is known, or was none. */
  private boolean wholePast = true;

  /** Windows that start before it were judged. */
  private long judgedNanos;

  TenantLatency(TenantId tenant, LatencyConfig config, long epoch, Counts counts) {
    this.tenant = tenant;
    this.config = config;
    this.counts = counts;
    this.versions = new Versions(tenant);
    this.endpoints = new Endpoints(tenant, config, epoch, versions, counts);
  }

  List<LatencyState> states() {
    return endpoints.states();
  }

  /**
   * As it was before a restart.
   *
   * @param stored short windows, the oldest first
   * @param whole whether none was left out since a long window's start
   */
  void restore(List<Release> releases, List<LatencyWindow> stored, boolean whole) {
    wholePast = whole;
    versions.restore(releases);
    TreeMap<Long, Window> before = new TreeMap<>();
    for (LatencyWindow window : stored) {
      if (window.length().compareTo(LatencyConfig.LONG_WINDOW) < 0) {
        long start = EpochNanos.of(window.start());
        LineKey key =
            LineKey.of(
                new EndpointKey(window.service(), window.environment(), window.operation()),
                window.version());
        before
            .computeIfAbsent(start, s -> new Window(s, s + window.length().toNanos()))
            .restore(key, window);
        versions.restore(key, window);
        storedCounts.computeIfAbsent(start, s -> new HashMap<>()).put(key, window.count());
      }
    }
    for (Window window : before.values()) {
      endpoints.add(window);
      rollup.add(tenant, window, whole);
      judgedNanos = window.endNanos();
    }
  }

  void colour(LogRecord log) {
    String trace = log.traceId();
    if (log.loadTest() && trace != null) {
      traces.colour(trace);
    }
  }

  void take(Span span) {
    if (span.loadTest()) {
      traces.colour(span.traceId());
    }
    if (!span.isEntry()) {
      return;
    }
    String revision = span.attributes().get("vcs.ref.head.revision");
    boolean young = versions.seen(span.source(), revision, span.observedNanos());
    long length = config.window().toNanos();
    long start = Math.floorDiv(span.observedNanos(), length) * length;
    EndpointKey endpoint =
        new EndpointKey(span.source().service(), span.source().environment(), span.operation());
    if (span.loadTest() || traces.isLoadTest(span.traceId())) {
      counts.loadTest.increment();
    } else if (span.endNanos() < start - config.lateAfter().toNanos()
        || start + length + MENDED.toNanos() < judgedNanos) {
      counts.late.increment();
    } else if (!endpoints.admits(endpoint, span.observedNanos())) {
      counts.overflow.increment();
    } else {
      counts.watched.increment();
      LineKey key = LineKey.of(endpoint, span.source().version());
      Window.Part part = windows.computeIfAbsent(start, s -> new Window(s, s + length)).part(key);
      part.revision = revision == null ? part.revision : revision;
      part.add(span, endpoints.slowAbove(key), young);
      traces.add(endpoint, span, endpoints::calls);
    }
  }

  /**
   * Judges what is complete by now.
   *
   * @param newestNanos observed time of the newest telemetry
   */
  List<Signal> close(long newestNanos) {
    List<Signal> signals = new ArrayList<>();
    for (Window window : List.copyOf(windows.tailMap(judgedNanos).values())) {
      if (window.endNanos() + GRACE.toNanos() > newestNanos) {
        break;
      }
      signals.addAll(endpoints.add(window));
      longWindows.addAll(rollup.add(tenant, window, wholePast));
      judgedNanos = window.endNanos();
    }
    return signals;
  }

  /** What is to be stored: judged windows that changed since, and long ones that are complete. */
  List<LatencyWindow> unwritten() {
    List<LatencyWindow> unwritten = new ArrayList<>(longWindows);
    for (Window window : windows.headMap(judgedNanos).values()) {
      Map<LineKey, Long> stored = storedCounts.getOrDefault(window.startNanos(), Map.of());
      window
          .parts()
          .forEach((key, part) -> {
            if (part.changed && part.durations.count() >= stored.getOrDefault(key, 0L)) {
              unwritten.add(
                  Window.stored(
                      tenant,
                      key,
                      part.revision,
                      window.startNanos(),
                      config.window(),
                      part.durations,
                      part.failed));
            }
          });
    }
    return unwritten;
  }

  /** What was {@link #unwritten} is stored. */
  void written() {
    longWindows.clear();
    for (Window window : windows.headMap(judgedNanos).values()) {
      window.parts().values().forEach(part -> part.changed = false);
    }
    long mended = judgedNanos - MENDED.toNanos();
    windows.headMap(mended).clear();
    storedCounts.keySet().removeIf(start -> start < mended);
  }

  /** Start of the oldest window that was not judged; a replay must bring all of it. */
  long openSince() {
    Map.Entry<Long, Window> open = windows.ceilingEntry(judgedNanos);
    return open == null ? Long.MAX_VALUE : open.getKey();
  }
}
