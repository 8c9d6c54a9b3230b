package io.tocsin.web.traces;

import io.tocsin.model.telemetry.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a trace waited for: at each moment of the longest root, the innermost span that it could not
 * end without. Found from the end backwards: a span waits for its child that ended last; before
 * that child began, for the one that ended last before then; and for itself where no child runs (as
 * in Jaeger's critical path).
 */
final class CriticalPath {
  /** From and to in nanoseconds since 1970. */
  record Segment(long from, long to) {}

  private record Stretch(Span span, long from, long to) {}

  private CriticalPath() {}

  /**
   * @param roots spans without a parent among the others
   * @param children by their parent's id, any order
   * @return by span id, the times in which that span itself was waited for; the latest first
   */
  static Map<String, List<Segment>> of(List<Span> roots, Map<String, List<Span>> children) {
    Map<String, List<Segment>> path = new HashMap<>();
    Deque<Stretch> open = new ArrayDeque<>();
    roots.stream()
        .max(Comparator.comparingLong(span -> span.endNanos() - span.startNanos()))
        .ifPresent(root -> open.push(new Stretch(root, root.startNanos(), root.endNanos())));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Stretch stretch = open.pop();
      if (seen.add(stretch.span.spanId())) {
        walk(stretch, children.getOrDefault(stretch.span.spanId(), List.of()), open, path);
      }
    }
    return path;
  }

  private static void walk(
      Stretch stretch, List<Span> children, Deque<Stretch> open, Map<String, List<Segment>> path) {
    List<Span> latestFirst =
        children.stream().sorted(Comparator.comparingLong(Span::endNanos).reversed()).toList();
    long to = stretch.to;
    for (Span child : latestFirst) {
      long end = Math.min(child.endNanos(), to);
      long start = Math.max(child.startNanos(), stretch.from);
      if (start < end) {
        add(path, stretch.span, end, to);
        open.push(new Stretch(child, start, end));
        to = start;
      }
    }
    add(path, stretch.span, stretch.from, to);
  }

  private static void add(Map<String, List<Segment>> path, Span span, long from, long to) {
    if (from < to) {
      path.computeIfAbsent(span.spanId(), id -> new ArrayList<>()).add(new Segment(from, to));
    }
  }
}
