package io.tocsin.agent.app;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * Lets an exception go uncaught on every kind of thread, the main one last. With the argument
 * {@code sdk} it makes its spans with the plain SDK, else with what OpenTelemetry's agent put in.
 */
public final class ThreadKinds {
  private ThreadKinds() {}

  public static void main(String[] arguments) throws Exception {
    boolean plainSdk = arguments.length > 0 && arguments[0].equals("sdk");
    Tracer tracer =
        plainSdk
            ? SdkTracerProvider.builder().build().get("app")
            : GlobalOpenTelemetry.getTracer("app");
    Work work = new Work(tracer);

    Thread thread = new Thread(() -> work.failInSpan("thread"), "plain-thread");
    thread.start();
    thread.join();

    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(() -> work.failInSpan("execute"));
    Span parent = tracer.spanBuilder("parent").startSpan();
    try (Scope scope = parent.makeCurrent()) {
      Runnable task = () -> work.fail("propagated");
      pool.execute(plainSdk ? Context.current().wrap(task) : task);
    } finally {
      parent.end();
    }
    pool.shutdown();
    pool.awaitTermination(30, TimeUnit.SECONDS);

    ForkJoinPool forkJoin = new ForkJoinPool(1);
    forkJoin.execute(() -> work.failInSpan("forkjoin"));
    forkJoin.shutdown();
    forkJoin.awaitTermination(30, TimeUnit.SECONDS);

    if (Runtime.version().feature() >= 21) {
      // By reflection: this class also runs on 17.
      Runnable task = () -> work.failInSpan("virtual");
      Thread virtual =
          (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      virtual.join();
    }
    if (!plainSdk) {
      failBehindHttp(work);
    }
    work.failInSpan("main");
  }

  /** The span is made by OpenTelemetry's instrumentation of the server, out of a traceparent. */
  private static void failBehindHttp(Work work) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          workers.execute(() -> work.fail("http"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      String request =
          "GET / HTTP/1.1\r\nHost: app\r\nConnection: close\r\n"
              + "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
    workers.shutdown();
    workers.awaitTermination(30, TimeUnit.SECONDS);
    server.stop(0);
  }
}
