package io.tocsin.bench.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Takes whatever an agent sends, says 200, and counts it: an agent that sends nothing is cheap. */
final class Sink implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LongAdder bytes = new LongAdder();

  Sink() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          try (exchange;
              InputStream body = exchange.getRequestBody()) {
            bytes.add(body.transferTo(OutputStream.nullOutputStream()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    http.setExecutor(threads);
    http.start();
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Bytes since the last call. */
  long taken() {
    return bytes.sumThenReset();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
