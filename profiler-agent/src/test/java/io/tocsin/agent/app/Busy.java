package io.tocsin.agent.app;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

/** Burns processor time in spans until it is killed, or for as many milliseconds as it is told. */
public final class Busy {
  private static volatile long sink;

  private Busy() {}

  public static void main(String[] arguments) {
    Tracer tracer = SdkTracerProvider.builder().build().get("app");
    long millis = arguments.length == 0 ? Long.MAX_VALUE / 2_000_000 : Long.parseLong(arguments[0]);
    long end = System.nanoTime() + millis * 1_000_000;
    System.out.println("busy");
    while (System.nanoTime() - end < 0) {
      Span span = tracer.spanBuilder("request").startSpan();
      try (Scope scope = span.makeCurrent()) {
        work();
      } finally {
        var ids = span.getSpanContext();
        System.out.println("SPAN " + ids.getTraceId() + " " + ids.getSpanId());
        span.end();
      }
    }
  }

  /** About 50 ms, with some garbage. */
  static void work() {
    long end = System.nanoTime() + 50_000_000;
    long sum = 0;
    while (System.nanoTime() - end < 0) {
      byte[] garbage = new byte[10_000];
      for (int i = 0; i < 1_000_000; i++) {
        sum += (long) i * i + garbage[i % garbage.length];
      }
    }
    sink = sum;
  }
}
