package io.tocsin.bot.tracker.builtin;

import io.tocsin.bot.fakes.MemoryTicketStore;
import io.tocsin.bot.tracker.builtin.server.BuiltInTrackerServer;
import io.tocsin.bot.tracker.builtin.server.TrackerServerConfig;
import io.tocsin.model.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;

/** A tracker that listens on a free port, and the one HTTP client that tests need beside ours. */
public final class TrackerFixture implements AutoCloseable {
  public static final Secret TOKEN = new Secret("tracker-token");

  public final MemoryTicketStore store = new MemoryTicketStore();
  private final BuiltInTrackerServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  public TrackerFixture(InstantSource clock, boolean faults) {
    server =
        new BuiltInTrackerServer(
            new TrackerServerConfig("127.0.0.1", 0, null, 262_144, 1_048_576, 3, 64, 16, faults),
            store,
            store.attachments(),
            TOKEN,
            clock);
    server.start();
  }

  public BuiltInTrackerServer server() {
    return server;
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  public BuiltInTracker client(Duration requestTimeout) {
    return client(TOKEN, requestTimeout);
  }

  public BuiltInTracker client(Secret token, Duration requestTimeout) {
    return new BuiltInTracker(
        new BuiltInTrackerConfig(
            URI.create(url()), token, Duration.ofMillis(300), requestTimeout, Duration.ZERO),
        TOKEN,
        InstantSource.system());
  }

  public void order(String faults) throws IOException, InterruptedException {
    HttpResponse<String> answer = call("PUT", "/api/v1/faults", faults);
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
  }

  public HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Authorization", "Bearer " + TOKEN.reveal())
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Status of the answer. */
  public int put(String path, String mediaType, String body)
      throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Bearer " + TOKEN.reveal())
                .header("Content-Type", mediaType)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Override
  public void close() {
    server.close();
    http.shutdownNow();
  }
}
