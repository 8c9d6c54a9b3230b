package io.tocsin.web.traces;

import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spans of one trace as bars over time, each under its parent.
 *
 * @param start of the earliest span; null without spans
 * @param services in order of appearance: their place decides their colour
 */
public record Waterfall(
    List<Bar> bars, @Nullable Instant start, Duration length, List<String> services) {
  /** Colours of the style sheet; services beyond share them. */
  private static final int HUES = 6;

  private static final int MAX_DEPTH = 12;

  /**
   * @param depth 0 for roots; what lies deeper than the drawing goes is drawn at its edge
   * @param left percent of the whole, with a point as decimal sign, for SVG
   * @param width percent of the whole, at least what can be seen
   * @param orphan its parent is not among the spans: sent elsewhere, or not yet ended
   */
  public record Bar(Span span, int depth, String left, String width, int hue, boolean orphan) {
    public Duration offset(Instant start) {
      return Duration.between(start, instant(span.startNanos()));
    }

    public Duration duration() {
      return Duration.ofNanos(Math.max(0, span.endNanos() - span.startNanos()));
    }
  }

  /** Spans in any order, also with a cycle in their parents: each is drawn once. */
  public static Waterfall of(List<Span> spans) {
    if (spans.isEmpty()) {
      return new Waterfall(List.of(), null, Duration.ZERO, List.of());
    }
    long start = spans.stream().mapToLong(Span::startNanos).min().orElse(0);
    long end = spans.stream().mapToLong(Span::endNanos).max().orElse(start);
    long length = Math.max(1, end - start);
    List<String> services =
        spans.stream()
            .sorted(Comparator.comparingLong(Span::startNanos))
            .map(span -> span.source().service())
            .distinct()
            .toList();
    List<Bar> bars = new ArrayList<>();
    for (Placed placed : inOrder(spans)) {
      Span span = placed.span;
      double left = 100.0 * (span.startNanos() - start) / length;
      double width = 100.0 * Math.max(0, span.endNanos() - span.startNanos()) / length;
      bars.add(
          new Bar(
              span,
              Math.min(placed.depth, MAX_DEPTH),
              percent(Math.min(left, 99.5)),
              percent(Math.max(width, 0.5)),
              services.indexOf(span.source().service()) % HUES,
              placed.orphan));
    }
    return new Waterfall(bars, instant(start), Duration.ofNanos(end - start), services);
  }

  private record Placed(Span span, int depth, boolean orphan) {}

  private static List<Placed> inOrder(List<Span> spans) {
    Map<String, Span> byId = new HashMap<>();
    spans.forEach(span -> byId.putIfAbsent(span.spanId(), span));
    Map<String, List<Span>> children = new HashMap<>();
    List<Placed> roots = new ArrayList<>();
    Comparator<Span> byStart = Comparator.comparingLong(Span::startNanos);
    for (Span span : byId.values().stream().sorted(byStart).toList()) {
      String parent = span.parentSpanId();
      if (parent != null && byId.containsKey(parent) && !parent.equals(span.spanId())) {
        children.computeIfAbsent(parent, p -> new ArrayList<>()).add(span);
      } else {
        roots.add(new Placed(span, 0, parent != null));
      }
    }
    List<Placed> ordered = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    walk(roots, children, ordered, seen);
    List<Placed> cycles =
        byId.values().stream()
            .filter(span -> !seen.contains(span.spanId()))
            .sorted(byStart)
            .map(span -> new Placed(span, 0, true))
            .toList();
    walk(cycles, children, ordered, seen);
    return ordered;
  }

  private static void walk(
      List<Placed> roots,
      Map<String, List<Span>> children,
      List<Placed> ordered,
      Set<String> seen) {
    Deque<Placed> next = new ArrayDeque<>();
    roots.reversed().forEach(next::push);
    while (!next.isEmpty()) {
      Placed placed = next.pop();
      if (!seen.add(placed.span.spanId())) {
        continue;
      }
      ordered.add(placed);
      for (Span child : children.getOrDefault(placed.span.spanId(), List.of()).reversed()) {
        next.push(new Placed(child, placed.depth + 1, false));
      }
    }
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
