package io.tocsin.web.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole Tocsin in processes of its own: server and built-in tracker, on free ports. */
final class RunningTocsin implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final int console = FreePort.find();
  private final int otlp = FreePort.find();
  private final int otlpGrpc = FreePort.find();
  private final int tracker;
  private final String filelog;
  private final String exporters;
  private final String processors;
  private final Pace pace;

  /** More of {@code bot}. */
  private final String bot;

  private JavaProcess server;
  private JavaProcess trackerProcess;

  private RunningTocsin(Path folder, int tracker, String filelog, String exporters) {
    this(folder, tracker, filelog, exporters, "{}", Pace.OFTEN_STARTED, "");
  }

  private RunningTocsin(
      Path folder,
      int tracker,
      String filelog,
      String exporters,
      String processors,
      Pace pace,
      String bot) {
    this.folder = folder;
    this.tracker = tracker;
    this.filelog = filelog;
    this.exporters = exporters;
    this.processors = processors;
    this.pace = pace;
    this.bot = bot;
  }

  /**
   * @param settings more of tocsin.yml, at top level, in other sections than those set here
   */
  static RunningTocsin start(Path folder, String settings) throws IOException {
    return startExporting(folder, "{}", settings);
  }

  /**
   * @param exporters {@code collector.exporters.otlp}, on one line
   */
  static RunningTocsin startExporting(Path folder, String exporters, String settings)
      throws IOException {
    return new RunningTocsin(folder, FreePort.find(), "{}", exporters).start(settings, true);
  }

  /**
   * @param processors {@code collector.processors}, in YAML's flow style
   */
  static RunningTocsin startProcessing(Path folder, String processors) throws IOException {
    return new RunningTocsin(
            folder, FreePort.find(), "{}", "{}", processors, Pace.OFTEN_STARTED, "")
        .start("", true);
  }

  /** For millions of records. */
  static RunningTocsin startForMuch(Path folder) throws IOException {
    return new RunningTocsin(folder, FreePort.find(), "{}", "{}", "{}", Pace.MUCH_SENT, "")
        .start("", true);
  }

  /**
   * @param bot more of {@code bot}: keys with their values in YAML's flow style
   */
  static RunningTocsin startDeciding(Path folder, List<String> bot) throws IOException {
    return new RunningTocsin(
            folder, FreePort.find(), "{}", "{}", "{}", Pace.OFTEN_STARTED, String.join("\n  ", bot))
        .start("", true);
  }

  /** With {@code bot.mutes.inhibit_rules} in YAML's flow style. */
  static RunningTocsin startInhibiting(Path folder, String rules) throws IOException {
    // What more there is of bot stands behind mutes: indented, it belongs to them.
    return startDeciding(folder, List.of("  inhibit_rules: " + rules));
  }

  /**
   * With little memory.
   *
   * @param bot more of {@code bot}: keys with their values in YAML's flow style
   * @param settings as with {@link #start(Path, String)}
   */
  static RunningTocsin startSmall(Path folder, int heapMib, List<String> bot, String settings)
      throws IOException {
    String more = String.join("\n  ", bot);
    return new RunningTocsin(folder, FreePort.find(), "{}", "{}", "{}", Pace.small(heapMib), more)
        .start(settings, true);
  }

  /**
   * @param filelog {@code collector.receivers.filelog}, in YAML's flow style
   */
  static RunningTocsin startFollowing(Path folder, String filelog) throws IOException {
    return new RunningTocsin(folder, FreePort.find(), filelog, "{}").start("", true);
  }

  /** Only a server; its tracker is another one's, which must know the same token. */
  static RunningTocsin startOnTrackerOf(RunningTocsin other, Path folder) throws IOException {
    return new RunningTocsin(folder, other.tracker, "{}", "{}").start("", false);
  }

  private RunningTocsin start(String settings, boolean withTracker) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(config(), yaml(settings));
    try {
      if (withTracker) {
        startTracker();
      }
      startServer();
    } catch (RuntimeException | AssertionError e) {
      close();
      throw e;
    }
    return this;
  }

  private String yaml(String settings) {
    return """
    data: %s
    web: {endpoint: "127.0.0.1:%d"}
    collector:
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: "127.0.0.1:%d"}
            http: {endpoint: "127.0.0.1:%d"}
        filelog: %s
      exporters: {otlp: %s}
      processors: %s
      readers: {store: {commit_interval: %s}}
    bot:
      tracker: {url: "http://127.0.0.1:%d"}
      leak: {kinds: [key, token, private_key, card]}
      sweep: %s
      mutes:
        sweep: %s
      %s
    tracker: {spawn: false, server: {port: %d, faults: true}}
    %s
    """
        .formatted(
            folder.resolve("data"),
            console,
            otlpGrpc,
            otlp,
            filelog,
            exporters,
            processors,
            pace.commits(),
            tracker,
            pace.sweep(),
            pace.sweep(),
            bot,
            tracker,
            settings);
  }

  Path config() {
    return folder.resolve("tocsin.yml");
  }

  Path data() {
    return folder.resolve("data");
  }

  void startServer() throws IOException {
    server =
        JavaProcess.start(
            folder.resolve("server.log"),
            Map.of(),
            pace.flags(),
            Tocsin.class.getName(),
            "up",
            "--config",
            config().toString());
    awaitUp(server, () -> isOk(console("/readyz")));
  }

  void startTracker() throws IOException {
    trackerProcess =
        JavaProcess.start(
            folder.resolve("tracker.log"),
            Map.of(),
            List.of(),
            Tocsin.class.getName(),
            "up",
            "--roles=tracker",
            "--config",
            config().toString());
    awaitUp(trackerProcess, () -> trackerTicketsOrNull() != null);
  }

  void killServer() throws InterruptedException {
    server.kill();
  }

  JavaProcess server() {
    return server;
  }

  URI console(String path) {
    return URI.create("http://127.0.0.1:" + console + path);
  }

  URI otlp(String path) {
    return URI.create("http://127.0.0.1:" + otlp + path);
  }

  /** As OTEL_EXPORTER_OTLP_ENDPOINT for protocol grpc. */
  URI otlpGrpc() {
    return URI.create("http://127.0.0.1:" + otlpGrpc);
  }

  String secret(String name) {
    try {
      return Files.readString(data().resolve("secrets").resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every ticket that the tracker has, by its own list. */
  List<JsonNode> tickets() {
    JsonNode page = trackerTicketsOrNull();
    if (page == null) {
      throw new AssertionError("the tracker does not answer:\n" + trackerProcess.output());
    }
    return page.get("tickets").valueStream().toList();
  }

  private JsonNode trackerTicketsOrNull() {
    if (!Files.exists(data().resolve("secrets/tracker.token"))) {
      return null;
    }
    URI uri = URI.create("http://127.0.0.1:" + tracker + "/api/v1/tickets?offset=0&limit=1000");
    try {
      HttpResponse<String> answer = get(uri, secret("tracker.token"));
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
    } catch (IOException notYet) {
      return null;
    }
  }

  /** Answer of the REST API to the API token. */
  JsonNode api(String path) {
    return api("default", path);
  }

  JsonNode api(String tenant, String path) {
    return api(tenant, path, HttpRequest.newBuilder(console(path)));
  }

  JsonNode apiPost(String tenant, String path, Object body) {
    return api(
        tenant,
        path,
        HttpRequest.newBuilder(console(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private JsonNode api(String tenant, String path, HttpRequest.Builder request) {
    try {
      String token = secret("api-" + tenant + ".token");
      HttpResponse<String> answer =
          send(request.header("Authorization", "Bearer " + token).build());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In Prometheus' text form. */
  String metrics() throws IOException {
    return get(console("/api/v1/metrics"), secret("api-default.token")).body();
  }

  HttpResponse<String> get(URI uri, String bearer) throws IOException {
    return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + bearer).build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void awaitUp(JavaProcess process, Patience.Condition up) throws IOException {
    Patience.awaitTrue("the start", () -> up.holds() || died(process));
  }

  private static boolean died(JavaProcess process) {
    if (!process.alive()) {
      throw new AssertionError("did not start:\n" + process.output());
    }
    return false;
  }

  private boolean isOk(URI uri) {
    try {
      return send(HttpRequest.newBuilder(uri).build()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    for (JavaProcess process : Arrays.asList(server, trackerProcess)) {
      if (process != null) {
        process.close();
      }
    }
    http.shutdownNow();
  }
}
