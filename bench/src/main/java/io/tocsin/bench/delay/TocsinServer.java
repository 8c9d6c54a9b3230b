package io.tocsin.bench.delay;

import io.tocsin.bench.measure.ProcFiles;
import io.tocsin.bench.measure.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tocsin as people start it, with the built-in tracker, which it starts as a process of its own.
 */
final class TocsinServer implements AutoCloseable {
  static final String TOKEN = "bench-ingest-0123456789abcdef";
  private static final String API_TOKEN = "bench-api-0123456789abcdef";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Child child;
  private final Path data;
  private final int otlp;
  private final int web;
  private final int tracker;

  private TocsinServer(Child child, Path data, int otlp, int web, int tracker) {
    this.child = child;
    this.data = data;
    this.otlp = otlp;
    this.web = web;
    this.tracker = tracker;
  }

  /**
   * With its defaults but for doors, the repository of owners, and what {@code more} says.
   *
   * @param more of the section {@code bot}, indented by two; may be empty
   */
  static TocsinServer start(Path jar, Path repository, String more, Path folder)
      throws IOException, InterruptedException {
    int otlp = Child.freePort();
    int grpc = Child.freePort();
    int web = Child.freePort();
    int tracker = Child.freePort();
    Path data = folder.resolve("data");
    Path settings = folder.resolve("tocsin.yml");
    Files.writeString(
        settings,
        """
        data: %s
        tenants:
          - {id: bank, ingest_token: %s, api_token: %s}
        web: {endpoint: "127.0.0.1:%d"}
        collector:
          receivers:
            otlp:
              protocols: {http: {endpoint: "127.0.0.1:%d"}, grpc: {endpoint: "127.0.0.1:%d"}}
        tracker: {server: {port: %d}}
        bot:
          tracker: {url: "http://127.0.0.1:%d"}
          codeowners:
            cache_folder: %s
            repositories: [{service: "%s", git: "%s"}]
        %s
        """
            .formatted(
                data,
                TOKEN,
                API_TOKEN,
                web,
                otlp,
                grpc,
                tracker,
                tracker,
                folder.resolve("mirrors"),
                FaultyProcess.SERVICE,
                repository,
                more));
    Child child =
        Child.start(
            "tocsin",
            folder,
            Child.java(
                List.of(
                    ServerOptions.argument(),
                    "-Xmx1g",
                    "-jar",
                    jar.toString(),
                    "up",
                    "--until-input-ends",
                    "--config",
                    settings.toString())),
            Map.of());
    TocsinServer server = new TocsinServer(child, data, otlp, web, tracker);
    try {
      child.awaitReady(server.console("/readyz"), server.http);
    } catch (IOException | InterruptedException e) {
      child.close();
      throw e;
    }
    return server;
  }

  private URI console(String path) {
    return URI.create("http://127.0.0.1:" + web + path);
  }

  URI otlp() {
    return URI.create("http://127.0.0.1:" + otlp);
  }

  /** The newest tickets, by the tracker's own list; none while it is starting. */
  List<JsonNode> tickets(int offset, int limit) throws IOException, InterruptedException {
    String token = Files.readString(data.resolve("secrets").resolve("tracker.token")).strip();
    String path = "/api/v1/tickets?offset=" + offset + "&limit=" + limit;
    JsonNode list = get(URI.create("http://127.0.0.1:" + tracker + path), token);
    return list.get("tickets").valueStream().toList();
  }

  /** A page of all incidents, from 1 on. */
  List<JsonNode> incidents(int page, int size) throws IOException, InterruptedException {
    String path = "/api/v1/incidents?state=all&page=" + page + "&size=" + size;
    return get(console(path), API_TOKEN).get("items").valueStream().toList();
  }

  private JsonNode get(URI uri, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answered " + answer.statusCode());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  long cpuNanos() throws IOException {
    return ProcFiles.cpuNanos(child.pid());
  }

  @Override
  public void close() {
    http.close();
    child.close();
  }
}
