package io.tocsin.collector.join;

import io.tocsin.model.telemetry.Span;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last spans that were started on one thread. */
final class ThreadSpans {
  private final Deque<Active> spans = new ArrayDeque<>();
  private long lastObservedNanos;

  /**
   * @param threadId negative where the sender did not say
   */
  record Active(String traceId, String spanId, long threadId, long startNanos, long endNanos) {
    boolean covers(long nanos) {
      return startNanos <= nanos && nanos <= endNanos;
    }
  }

  void add(Span span, int max) {
    if (spans.size() >= max) {
      spans.removeFirst();
    }
    spans.addLast(
        new Active(
            span.traceId(), span.spanId(), span.threadId(), span.startNanos(), span.endNanos()));
    lastObservedNanos = Math.max(lastObservedNanos, span.observedNanos());
  }

  long lastObservedNanos() {
    return lastObservedNanos;
  }

  /**
   * The innermost span that covers the moment. Ambiguous where spans of two traces do: then work
   * went on elsewhere, and the thread tells nothing; so too where two threads have one name.
   */
  Found<Active> at(long nanos) {
    if (spans.stream().mapToLong(Active::threadId).filter(id -> id >= 0).distinct().count() > 1) {
      return new Found.Ambiguous<>();
    }
    Active innermost = null;
    for (Active span : spans) {
      if (!span.covers(nanos)) {
        continue;
      }
      if (innermost != null && !innermost.traceId().equals(span.traceId())) {
        return new Found.Ambiguous<>();
      }
      if (innermost == null || span.startNanos() >= innermost.startNanos()) {
        innermost = span;
      }
    }
    return innermost == null ? new Found.Unknown<>() : new Found.Value<>(innermost);
  }
}
