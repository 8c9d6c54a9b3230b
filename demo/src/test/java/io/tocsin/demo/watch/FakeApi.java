package io.tocsin.demo.watch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Paged lists: the tracker counts what came before, Tocsin counts pages from 1. */
public final class FakeApi implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final HttpServer server;
  private final Map<String, List<Map<String, ?>>> lists = new ConcurrentHashMap<>();

  public FakeApi(String token) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            if (!("Bearer " + token)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
              exchange.sendResponseHeaders(401, -1);
              return;
            }
            byte[] body = answer(exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  public void ticket(Map<String, ?> ticket) {
    list("tickets").add(ticket);
  }

  public void incident(Map<String, ?> incident) {
    list("incidents").add(incident);
  }

  /** In place of all that were there. */
  public void replaceIncident(Map<String, ?> incident) {
    list("incidents").clear();
    incident(incident);
  }

  /** In place of all that were there. */
  public void replaceTicket(Map<String, ?> ticket) {
    list("tickets").clear();
    ticket(ticket);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private List<Map<String, ?>> list(String name) {
    return lists.computeIfAbsent(name, absent -> new CopyOnWriteArrayList<>());
  }

  private String answer(URI request) {
    if (request.getPath().contains("/incidents/")) {
      String name = request.getPath().substring(request.getPath().lastIndexOf('/') + 1);
      return JsonMapper.shared()
          .writeValueAsString(
              list("incidents").stream()
                  .filter(incident -> name.equals(incident.get("id")))
                  .findFirst()
                  .orElseThrow());
    }
    boolean tickets = request.getPath().endsWith("/tickets");
    Matcher numbers = NUMBER.matcher(request.getQuery());
    int first = next(numbers);
    int size = next(numbers);
    List<Map<String, ?>> all = list(tickets ? "tickets" : "incidents");
    int from = Math.min(all.size(), tickets ? first : (first - 1) * size);
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "total",
                all.size(),
                tickets ? "tickets" : "items",
                all.subList(from, Math.min(all.size(), from + size))));
  }

  private static int next(Matcher numbers) {
    if (!numbers.find()) {
      throw new IllegalArgumentException("a number is missing in the query");
    }
    return Integer.parseInt(numbers.group());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
