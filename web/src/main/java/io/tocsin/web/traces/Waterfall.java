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
  private static final Comparator<Span> BY_START = Comparator.comparingLong(Span::startNanos);

  /**
   * @param depth 0 for roots; what lies deeper than the drawing goes is drawn at its edge
   * @param left percent of the whole, with a point as decimal sign, for SVG
   * @param width percent of the whole, at least what can be seen
   * @param orphan its parent is not among the spans: sent elsewhere, or not yet ended
   * @param path where the trace waited for this span itself
   */
  public record Bar(
      Span span,
      int depth,
      String left,
      String width,
      int hue,
      boolean orphan,
      List<Stretch> path) {
    /** Whether it is on the critical path. */
    public boolean critical() {
      return !path.isEmpty();
    }

    public Duration offset(Instant start) {
      return Duration.between(start, instant(span.startNanos()));
    }

    public Duration duration() {
      return Duration.ofNanos(Math.max(0, span.endNanos() - span.startNanos()));
    }
  }

  /** A part of the drawing, in percent of the whole. */
  public record Stretch(String left, String width) {}

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
    Family family = Family.of(spans);
    Map<String, List<CriticalPath.Segment>> path =
        CriticalPath.of(family.roots.stream().map(Placed::span).toList(), family.children);
    for (Placed placed : inOrder(family)) {
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
              placed.orphan,
              path.getOrDefault(span.spanId(), List.of()).stream()
                  .map(segment ->
                      new Stretch(
                          percent(100.0 * (segment.from() - start) / length),
                          percent(100.0 * (segment.to() - segment.from()) / length)))
                  .toList()));
    }
    return new Waterfall(bars, instant(start), Duration.ofNanos(end - start), services);
  }

  private record Placed(Span span, int depth, boolean orphan) {}

  private record Family(
      Map<String, Span> byId, List<Placed> roots, Map<String, List<Span>> children) {
    static Family of(List<Span> spans) {
      Map<String, Span> byId = new HashMap<>();
      spans.forEach(span -> byId.putIfAbsent(span.spanId(), span));
      Map<String, List<Span>> children = new HashMap<>();
      List<Placed> roots = new ArrayList<>();
      for (Span span : byId.values().stream().sorted(BY_START).toList()) {
        String parent = span.parentSpanId();
        if (parent != null && byId.containsKey(parent) && !parent.equals(span.spanId())) {
          children.computeIfAbsent(parent, p -> new ArrayList<>()).add(span);
        } else {
          roots.add(new Placed(span, 0, parent != null));
        }
      }
      return new Family(byId, roots, children);
    }
  }

  private static List<Placed> inOrder(Family family) {
    List<Placed> ordered = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    walk(family.roots, family.children, ordered, seen);
    List<Placed> cycles =
        family.byId.values().stream()
            .filter(span -> !seen.contains(span.spanId()))
            .sorted(BY_START)
            .map(span -> new Placed(span, 0, true))
            .toList();
    walk(cycles, family.children, ordered, seen);
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
