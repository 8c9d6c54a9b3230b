package io.tocsin.bot.detector.latency;

import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.List;

/** A gateway that passes each request on: its requests take as long as those behind, and more. */
final class CallingService extends SimulatedService {
  private static final long OWN = 2 * MILLI;

  private final SimulatedService behind;

  /** So many of its next requests end before those that they make: the answer was out already. */
  int endedFirst;

  CallingService(SimulatedService behind) {
    super("gateway", 3);
    this.behind = behind;
  }

  @Override
  List<Span> export(Position position, long nowNanos) {
    List<Span> all = new ArrayList<>(behind.export(position, nowNanos));
    for (Span inner : List.copyOf(all)) {
      Span outer =
          span(
              position,
              all.size(),
              inner.operation().replace(" /", " /api/"),
              inner.startNanos() - OWN / 2,
              endedFirst-- > 0 ? inner.endNanos() - OWN : inner.endNanos() + OWN,
              nowNanos);
      all.add(ofTrace(outer, inner.traceId()));
    }
    return all;
  }

  private static Span ofTrace(Span span, String traceId) {
    return new Span(
        span.id(),
        span.tenant(),
        span.startNanos(),
        span.endNanos(),
        span.observedNanos(),
        span.source(),
        traceId,
        span.spanId(),
        span.parentSpanId(),
        span.name(),
        span.kind(),
        span.failed(),
        span.error(),
        span.business(),
        span.thread(),
        span.threadId(),
        span.loadTest(),
        span.attributes());
  }
}
