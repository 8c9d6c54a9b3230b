package io.tocsin.demo.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A REST API with a bearer token. */
public final class Api implements AutoCloseable {
  /** Where a page of a list is. */
  interface PageAddress {
    String of(int before, int page);
  }

  private static final int ATTEMPTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI base;
  private final String token;

  public Api(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /**
   * Everything that a paged list holds.
   *
   * @param address of a page, of how many came before and of how many pages that was
   * @param field of the answer, beside its "total"
   */
  List<JsonNode> list(String field, PageAddress address) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 0; ; page++) {
      JsonNode answer = get(address.of(all.size(), page));
      int before = all.size();
      answer.required(field).forEach(all::add);
      if (all.size() == before || all.size() >= answer.required("total").asLong()) {
        return all;
      }
    }
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    try {
      return JsonMapper.shared().readTree(text(path, "application/json"));
    } catch (JacksonException e) {
      throw new IOException(base + path + " answered something that is not JSON", e);
    }
  }

  String text(String path) throws IOException, InterruptedException {
    return text(path, "text/plain");
  }

  private String text(String path, String type) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Accept", type)
            .build();
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() != 200) {
      throw new IOException(base + path + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  /** Reading does no harm twice: a connection that the server closed meanwhile costs one try. */
  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException(request.uri() + " does not answer: " + e, e);
        }
      }
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
