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

/** Paged lists as the tracker and Tocsin answer them. */
public final class FakeApi implements AutoCloseable {
  private static final Pattern PAGE = Pattern.compile("offset=(\\d+)&limit=(\\d+)");

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

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private List<Map<String, ?>> list(String name) {
    return lists.computeIfAbsent(name, absent -> new CopyOnWriteArrayList<>());
  }

  private String answer(URI request) {
    String name = request.getPath().substring(request.getPath().lastIndexOf('/') + 1);
    Matcher page = PAGE.matcher(request.getQuery());
    List<Map<String, ?>> all = list(name);
    int from = page.find() ? Integer.parseInt(page.group(1)) : 0;
    int to = Math.min(all.size(), from + Integer.parseInt(page.group(2)));
    return JsonMapper.shared()
        .writeValueAsString(Map.of("total", all.size(), name, all.subList(Math.min(from, to), to)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
