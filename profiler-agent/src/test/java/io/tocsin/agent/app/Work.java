package io.tocsin.agent.app;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A unit of work as services do it: a span, an MDC, and both gone again when it fails. */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  private final Tracer tracer;

  Work(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Fails inside a span of its own. */
  void failInSpan(String kind) {
    Span span = tracer.spanBuilder(kind).startSpan();
    try (Scope scope = span.makeCurrent()) {
      fail(kind);
    } finally {
      span.end();
    }
  }

  /** Fails in whatever context it finds. */
  void fail(String kind) {
    MDC.put("account_id", "account-of-" + kind);
    MDC.put("tenant_code", "T-" + kind);
    try {
      LOG.info("work of {}", kind);
      expect(kind);
      throw new IllegalStateException(kind);
    } finally {
      MDC.clear();
    }
  }

  /** Tells the test what the crash record must say. */
  static void expect(String kind) {
    var context = Span.current().getSpanContext();
    System.out.println("EXPECT " + kind + " " + context.getTraceId() + " " + context.getSpanId());
  }
}
