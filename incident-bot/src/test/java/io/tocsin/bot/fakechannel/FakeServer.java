package io.tocsin.bot.fakechannel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chat's or a machine's HTTP API on a free port, which fails as it is told. */
public abstract class FakeServer implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();

  /** What the next request meets. */
  public sealed interface Fault {
    /** The work is done, the connection dropped. */
    record LostAnswer() implements Fault {}

    /** Nothing is done; this is said. */
    record Says(int status, String body, Map<String, String> headers) implements Fault {
      public Says(int status, String body) {
        this(status, body, Map.of());
      }
    }
  }

  /**
   * What came in.
   *
   * @param headers by name in lower case
   */
  public record Request(String path, String query, Map<String, String> headers, byte[] bytes) {
    public JsonNode json() {
      return JSON.readTree(bytes);
    }

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What it does when nothing is wrong: the answer's body. */
  abstract Fault.Says answer(Request request);

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public synchronized void next(Fault fault) {
    faults.add(fault);
  }

  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      String query = exchange.getRequestURI().getRawQuery();
      Request request =
          new Request(
              exchange.getRequestURI().getPath(),
              query == null ? "" : query,
              headers,
              exchange.getRequestBody().readAllBytes());
      Fault fault = took(request);
      if (fault instanceof Fault.Says says) {
        say(exchange, says);
        return;
      }
      Fault.Says answer = answer(request);
      if (fault == null) {
        say(exchange, answer);
      }
    }
  }

  private synchronized Fault took(Request request) {
    requests.add(request);
    return faults.poll();
  }

  private static void say(HttpExchange exchange, Fault.Says says) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    says.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = says.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(says.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
