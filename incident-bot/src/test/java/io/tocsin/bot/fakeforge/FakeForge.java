package io.tocsin.bot.fakeforge;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.bot.fakes.MultipartBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A place for code with issues beside it, on a free port, as far as a ticket needs one. */
public abstract class FakeForge implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();

  /** What the next request that writes meets. */
  public enum Fault {
    NONE,
    /** The work is done, the connection dropped. */
    LOSE_ANSWER,
    /** Nothing is done: too many requests of late. */
    LIMITED,
    /** Nothing is done, 500 is said. */
    FAIL
  }

  /**
   * @param body null for none
   */
  record Answer(int status, Object body, Map<String, String> headers) {
    Answer(int status, Object body) {
      this(status, body, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String header;
  private final String credentials;
  private Fault fault = Fault.NONE;
  private boolean mayLabel = true;
  private boolean mayAssign = true;
  private int listLag;
  final List<FakeIssue> issues = new ArrayList<>();

  FakeForge(String header, String credentials) {
    this.header = header;
    this.credentials = credentials;
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public synchronized void next(Fault ordered) {
    fault = ordered;
  }

  /** Without the right to set labels they are left out, and nothing is said. */
  public synchronized void takeRights() {
    mayLabel = false;
  }

  /** Assignees are left out, and nothing is said. */
  public synchronized void dropAssignees() {
    mayAssign = false;
  }

  synchronized boolean mayAssign() {
    return mayAssign;
  }

  synchronized boolean mayLabel() {
    return mayLabel;
  }

  /** The list of a label's issues lacks the youngest ones. */
  public synchronized void lagBy(int issuesMissing) {
    listLag = issuesMissing;
  }

  /** Every issue that was ever made, oldest first. */
  public synchronized List<FakeIssue> all() {
    return List.copyOf(issues);
  }

  public synchronized FakeIssue issue(String number) {
    return issues.get(Integer.parseInt(number) - 1);
  }

  /**
   * @param since an instant; null for any
   */
  List<FakeIssue> listed(String label, String since) {
    return issues.stream()
        .limit(issues.size() - Math.min(listLag, issues.size()))
        .filter(issue -> issue.labels.contains(label))
        .filter(issue -> since == null || !issue.updated.isBefore(Instant.parse(since)))
        .toList();
  }

  /** One page of a hundred. */
  static <T> List<T> page(List<T> all, Map<String, String> query) {
    int page = Integer.parseInt(query.getOrDefault("page", "1"));
    return all.stream().skip((page - 1) * 100L).limit(100).toList();
  }

  /** By people, in their pages. */
  public synchronized void closeForGood(String number) {
    FakeIssue issue = issue(number);
    issue.closed = true;
    issue.closedAs = "not_planned";
    issue.labels.add("wontfix");
    issue.updated = Instant.now();
  }

  boolean isThere(String number) {
    int index = Integer.parseInt(number);
    return index >= 1 && index <= issues.size();
  }

  abstract Answer answer(String method, String path, Map<String, String> query, JsonNode body);

  abstract Answer limited();

  /** Whether a request says all that it must. */
  boolean takes(Headers headers) {
    return true;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    if (!credentials.equals(exchange.getRequestHeaders().getFirst(header))) {
      send(exchange, new Answer(401, Map.of("message", "Bad credentials")));
      return;
    }
    if (!takes(exchange.getRequestHeaders())) {
      send(exchange, new Answer(400, Map.of("message", "Bad request")));
      return;
    }
    String method = exchange.getRequestMethod();
    JsonNode body = read(exchange.getRequestHeaders().getFirst("Content-Type"), bytes);
    Answer answer;
    Fault met;
    synchronized (this) {
      met = method.equals("GET") ? Fault.NONE : fault;
      fault = method.equals("GET") ? fault : Fault.NONE;
      answer =
          switch (met) {
            case LIMITED -> limited();
            case FAIL -> new Answer(500, Map.of("message", "Server Error"));
            default ->
                answer(
                    method,
                    exchange.getRequestURI().getPath(),
                    query(exchange.getRequestURI().getRawQuery()),
                    body);
          };
    }
    if (met == Fault.LOSE_ANSWER) {
      exchange.close();
    } else {
      send(exchange, answer);
    }
  }

  private static JsonNode read(String type, byte[] bytes) {
    if (MultipartBody.is(type)) {
      MultipartBody.File file = MultipartBody.files(type, bytes).getFirst();
      return JSON.createObjectNode()
          .put("filename", file.name())
          .put("content", new String(file.bytes(), StandardCharsets.UTF_8));
    }
    return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      if (answer.body() == null) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      byte[] bytes = JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
