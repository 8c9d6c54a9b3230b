package io.tocsin.agent.app;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Burns processor time in spans until it is killed, or for as many milliseconds as its first
 * argument says. With "crash" as the second it then loses a thread to an exception and exits by 3,
 * with "allocating" it allocates a thousand times as much.
 */
public final class Busy {
  private static volatile long sink;

  private Busy() {}

  public static void main(String[] arguments) throws Exception {
    Tracer tracer = SdkTracerProvider.builder().build().get("app");
    String how = arguments.length > 1 ? arguments[1] : "";
    int arrays = how.equals("allocating") ? 1_000 : 1;
    long millis = arguments.length == 0 ? Long.MAX_VALUE / 2_000_000 : Long.parseLong(arguments[0]);
    long end = System.nanoTime() + millis * 1_000_000;
    System.out.println("busy");
    while (System.nanoTime() - end < 0) {
      Span span = tracer.spanBuilder("request").startSpan();
      var ids = span.getSpanContext();
      System.out.println("SPAN " + ids.getTraceId() + " " + ids.getSpanId());
      try (Scope scope = span.makeCurrent()) {
        work(arrays);
      } finally {
        span.end();
      }
    }
    if (how.equals("crash")) {
      crash();
    }
  }

  private static void crash() throws Exception {
    boolean loaded = Files.readString(Path.of("/proc/self/maps")).contains("libasyncProfiler");
    System.out.println("profiler loaded: " + loaded);
    Thread doomed =
        new Thread(() -> {
          throw new IllegalStateException("after work");
        });
    doomed.start();
    doomed.join();
    System.exit(3);
  }

  /** About 50 ms, with some garbage. */
  static void work(int arrays) {
    long end = System.nanoTime() + 50_000_000;
    long sum = 0;
    while (System.nanoTime() - end < 0) {
      for (int k = 0; k < arrays; k++) {
        byte[] garbage = new byte[10_000];
        for (int i = 0; i < 1_000_000 / arrays; i++) {
          sum += (long) i * i + garbage[i % garbage.length];
        }
      }
    }
    sink = sum;
  }
}
