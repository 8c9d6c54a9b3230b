package io.tocsin.bot.fakejira;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.bot.fakes.MultipartBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Jira that behaves as it is documented, Cloud v3 and Data Center v2 beside each other, and badly
 * where it is told to. It keeps every issue that it ever created: {@code GET /fake/issues} tells
 * the truth whatever is injected, {@code PUT /fake/faults} orders what goes wrong.
 */
public final class FakeJira implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeRoutes routes;
  private final String token;
  private volatile JiraFaults faults = JiraFaults.NONE;
  private Random random = new Random(1);

  /**
   * @param port 0 for a free one
   * @param token that has to stand in the credentials, as bearer or as Basic's password
   */
  public FakeJira(int port, String token, InstantSource clock) {
    this.token = token;
    this.routes = new FakeRoutes(clock);
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 256);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port, e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Port and token; runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    new FakeJira(Integer.parseInt(arguments[0]), arguments[1], InstantSource.system());
    Thread.currentThread().join();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void order(JiraFaults ordered) {
    faults = ordered;
    synchronized (this) {
      random = new Random(ordered.seed());
    }
  }

  /** Issues that are filed for nobody get this user from now on. */
  public void defaultAssignee(String name) {
    routes.defaultAssignee(name);
  }

  /** Whether the reading of single issues fails, from now on. */
  public void unreadable(boolean from) {
    routes.unreadable(from);
  }

  /** From now on its workflow knows no end but the one that says "won't fix". */
  public void badEndOnly() {
    routes.badEndOnly();
  }

  /** By an administrator: no issue is created without it from now on. */
  public void demand(FakeField field) {
    routes.demand(field);
  }

  /** By an administrator. */
  public void addCostCentre(String id, String value) {
    routes.addCostCentre(id, value);
  }

  /** By an administrator: whether the token's user sees issues; it creates them all the same. */
  public void mayBrowse(boolean from) {
    routes.mayBrowse(from);
  }

  /** By people, who set these labels in place of those that it has. */
  public void relabel(String key, String... labels) {
    routes.relabel(key, List.of(labels));
  }

  /** By people, to another project: it has another key there, and answers to the old one. */
  public void move(String key, String to) {
    routes.move(key, to);
  }

  /** By people, for good. */
  public void delete(String key) {
    routes.delete(key);
  }

  /** As the tracker itself lists them. */
  public JsonNode counted() {
    return JSON.valueToTree(routes.counted());
  }

  /** By people, in their pages: it is done with, and not to be repaired. */
  public void closeForGood(String key) {
    routes.closeForGood(key);
  }

  /** Whether its search finds anything, asked past the client under test. */
  public boolean finds(String jql) {
    JsonNode query = JSON.valueToTree(Map.of("jql", jql, "maxResults", 1));
    FakeAnswer answer = routes.handle("POST", "/rest/api/2/search", null, query, JiraFaults.NONE);
    return !JSON.valueToTree(answer.body()).path("issues").isEmpty();
  }

  /** As the API shows it, with comments. */
  public JsonNode stored(String key) {
    return JSON.valueToTree(routes.stored(key));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.startsWith("/fake/")) {
      fake(exchange, method, body);
      return;
    }
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (!FakeRoutes.mayIn(shown, token)) {
      answer(exchange, new FakeAnswer(401, Map.of("errorMessages", java.util.List.of("no"))));
      return;
    }
    JiraFaults now = faults;
    double dice = dice();
    boolean slow = hit(dice(), now.slow());
    boolean slowBefore = slow && hit(dice(), 0.5);
    if (slowBefore) {
      pause(now.slowMillis());
    }
    double from = 0;
    if (hit(dice, from += now.busy())) {
      exchange.getResponseHeaders().set("Retry-After", Long.toString(now.retryAfterSeconds()));
      exchange.getResponseHeaders().set("RateLimit-Reason", "jira-burst-based");
      answer(exchange, FakeAnswer.error(429, "Rate limit exceeded."));
      return;
    }
    if (hit(dice, from += now.failBefore())) {
      answer(exchange, FakeAnswer.error(500, "Internal server error"));
      return;
    }
    FakeAnswer done;
    try {
      JsonNode json = read(exchange, body);
      done = routes.handle(method, path, exchange.getRequestURI().getQuery(), json, now);
    } catch (JacksonException e) {
      done = FakeAnswer.error(400, "not JSON");
    }
    if (slow && !slowBefore) {
      pause(now.slowMillis());
    }
    if (done.status() == 429) {
      exchange.getResponseHeaders().set("Retry-After", Long.toString(now.retryAfterSeconds()));
      exchange.getResponseHeaders().set("RateLimit-Reason", "jira-per-issue-on-write");
    }
    if (hit(dice, from += now.loseAnswers())) {
      exchange.close();
    } else if (hit(dice, from + now.failAfter())) {
      answer(exchange, FakeAnswer.error(502, "Bad gateway"));
    } else {
      answer(exchange, done);
    }
  }

  /** Files as an array of names and contents. */
  private static JsonNode read(HttpExchange exchange, byte[] body) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!MultipartBody.is(type)) {
      return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    }
    boolean checked = "no-check".equals(exchange.getRequestHeaders().getFirst("X-Atlassian-Token"));
    return checked
        ? JSON.valueToTree(
            MultipartBody.files(type, body).stream()
                .filter(file -> file.field().equals("file"))
                .map(file ->
                    Map.of(
                        "filename",
                        file.name(),
                        "content",
                        new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8)))
                .toList())
        : JSON.createObjectNode();
  }

  private void fake(HttpExchange exchange, String method, byte[] body) throws IOException {
    if (method.equals("PUT")) {
      order(JSON.readValue(body, JiraFaults.class));
      answer(exchange, new FakeAnswer(204, null));
    } else {
      answer(exchange, new FakeAnswer(200, routes.counted()));
    }
  }

  private synchronized double dice() {
    return random.nextDouble();
  }

  private static boolean hit(double dice, double share) {
    return dice < share;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, FakeAnswer answer) throws IOException {
    try (exchange) {
      if (answer.body() == null) {
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        byte[] bytes = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
