package io.tocsin.demo.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A REST API with a bearer token. */
public final class Api implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PAGE = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI base;
  private final String token;

  public Api(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /** Everything that a paged list holds: pages are read until one comes short. */
  java.util.List<JsonNode> list(String path, String field)
      throws IOException, InterruptedException {
    java.util.List<JsonNode> all = new java.util.ArrayList<>();
    int got;
    do {
      JsonNode page =
          get("%s?offset=%d&limit=%d".formatted(path, all.size(), PAGE)).required(field);
      page.forEach(all::add);
      got = page.size();
    } while (got == PAGE);
    return all;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(base + path + " answered " + answer.statusCode());
    }
    try {
      return JsonMapper.shared().readTree(answer.body());
    } catch (JacksonException e) {
      throw new IOException(base + path + " answered something that is not JSON", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
