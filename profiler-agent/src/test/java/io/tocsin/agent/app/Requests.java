package io.tocsin.agent.app;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A small loop of requests of about 50 µs, each with a span and an MDC; one in a thousand leaves an
 * exception on another thread. Prints latencies in nanoseconds, and the clock just before each
 * throw.
 */
public final class Requests {
  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 40_000;

  private Requests() {}

  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
    LoggerFactory.getLogger(Requests.class).info("up");
    Tracer tracer = SdkTracerProvider.builder().build().get("app");
    ExecutorService pool = Executors.newFixedThreadPool(1);
    long[] nanos = new long[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      long start = System.nanoTime();
      request(tracer, pool, i);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    pool.shutdown();
    Arrays.sort(nanos);
    System.out.printf(
        "LATENCY p50 %d p99 %d p999 %d%n",
        nanos[MEASURED / 2], nanos[MEASURED * 99 / 100], nanos[MEASURED * 999 / 1000]);
  }

  private static void request(Tracer tracer, ExecutorService pool, int number) {
    Span span = tracer.spanBuilder("request").startSpan();
    MDC.put("account_id", "account");
    try (Scope scope = span.makeCurrent()) {
      long end = System.nanoTime() + 50_000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      if (number % 1_000 == 0) {
        pool.execute(Requests::fail);
      }
    } finally {
      MDC.clear();
      span.end();
    }
  }

  private static void fail() {
    throw new IllegalStateException("at " + System.currentTimeMillis());
  }
}
