package io.tocsin.bot.detector.latency;

import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What is remembered of the newest traces: whether they are of a load test, and which requests they
 * made of which services, so that it is known who calls whom. Bounded; the oldest go.
 */
final class Traces {
  private static final int MAX_TRACES = 5_000;
  private static final int MAX_ENTRIES = 8;

  private record Entry(EndpointKey endpoint, long startNanos, long endNanos) {
    /** Two hosts' clocks may differ: the one that took longer and overlaps called the other. */
    boolean called(Entry other) {
      return !endpoint.service().equals(other.endpoint.service())
          && endNanos - startNanos > other.endNanos - other.startNanos
          && startNanos <= other.endNanos
          && other.startNanos <= endNanos;
    }
  }

  private static final class Trace {
    boolean loadTest;
    final List<Entry> entries = new ArrayList<>(2);
  }

  private final Map<String, Trace> traces =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trace> eldest) {
          return size() > MAX_TRACES;
        }
      };

  void colour(String traceId) {
    traces.computeIfAbsent(traceId, id -> new Trace()).loadTest = true;
  }

  boolean isLoadTest(String traceId) {
    Trace trace = traces.get(traceId);
    return trace != null && trace.loadTest;
  }

  /**
   * @param calls told who called whom
   */
  void add(EndpointKey endpoint, Span span, BiConsumer<EndpointKey, EndpointKey> calls) {
    Trace trace = traces.computeIfAbsent(span.traceId(), id -> new Trace());
    Entry fresh = new Entry(endpoint, span.startNanos(), span.endNanos());
    for (Entry other : trace.entries) {
      if (other.called(fresh)) {
        calls.accept(other.endpoint, endpoint);
      } else if (fresh.called(other)) {
        calls.accept(endpoint, other.endpoint);
      }
    }
    if (trace.entries.size() < MAX_ENTRIES) {
      trace.entries.add(fresh);
    }
  }
}
