package io.tocsin.bench.delay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The service whose threads die, each at a call site of its own: {@code POST /faults/17} starts a
 * thread that ends with an exception nobody catches. {@code GET /thrown} tells when each happened,
 * read from this process' clock just before the throw; {@code GET /metrics} counts each for
 * Prometheus, from 0 on, as its guide says that counters should be. Ends when its input does.
 */
@Command(name = "faulty-service", hidden = true)
public final class FaultyService implements Callable<Integer> {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  @Option(names = "--port", required = true)
  private int port;

  @Option(names = "--classes", required = true)
  private Path classes = Path.of("");

  @Option(names = "--faults", required = true)
  private int faults;

  private FaultyService() {}

  @Override
  public Integer call() throws Exception {
    AtomicLongArray happened = new AtomicLongArray(faults);
    AtomicLongArray thrownNanos = new AtomicLongArray(faults);
    IntConsumer before =
        number -> {
          happened.incrementAndGet(number);
          thrownNanos.set(number, epochNanos());
        };
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      server.createContext(
          "/faults/",
          exchange -> {
            String path = exchange.getRequestURI().getPath();
            int number = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            Thread.ofPlatform().name("settlement-" + number).start(step(loader, number, before));
            answer(exchange, "");
          });
      server.createContext(
          "/metrics",
          exchange ->
              answer(exchange, lines(happened, "settlement_faults_total{fault=\"%d\"} %d")));
      server.createContext("/thrown", exchange -> answer(exchange, lines(thrownNanos, "%d %d")));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      while (System.in.read() >= 0) {
        // Nothing is said on it; its end is the end.
      }
    }
    server.stop(0);
    return 0;
  }

  private static Runnable step(ClassLoader loader, int number, IntConsumer before)
      throws IOException {
    try {
      return (Runnable)
          loader
              .loadClass(FaultSources.className(number))
              .getConstructor(IntConsumer.class)
              .newInstance(before);
    } catch (ReflectiveOperationException e) {
      throw new IOException("no fault " + number, e);
    }
  }

  private static String lines(AtomicLongArray values, String form) {
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < values.length(); number++) {
      text.append(form.formatted(number, values.get(number))).append('\n');
    }
    return text.toString();
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  static long epochNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }
}
