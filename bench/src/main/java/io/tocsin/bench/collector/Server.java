package io.tocsin.bench.collector;

import io.tocsin.bench.measure.ProcFiles;
import io.tocsin.bench.measure.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tocsin itself, all roles but the tracker, in a JVM of its own on given processors. */
final class Server implements AutoCloseable {
  private static final String TOKEN = "bench-ingest-0123456789abcdef";
  private static final String API_TOKEN = "bench-api-0123456789abcdef";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final String STORED = "tocsin_ledger_stored_records_total";

  private final Process process;
  private final int httpPort;
  private final int grpcPort;
  private final int webPort;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Server(Process process, int httpPort, int grpcPort, int webPort) {
    this.process = process;
    this.httpPort = httpPort;
    this.grpcPort = grpcPort;
    this.webPort = webPort;
  }

  /**
   * Returns when it takes telemetry.
   *
   * @param processors as taskset takes them
   * @param folder of its data, settings and log; an earlier run's data is gone on with
   */
  static Server start(Path jar, String processors, List<String> flags, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int http = freePort();
    int grpc = freePort();
    int web = freePort();
    Path settings = folder.resolve("tocsin.yml");
    Files.writeString(
        settings,
        """
        data: %s
        tenants:
          - {id: bank, ingest_token: %s, api_token: %s}
        tracker: {spawn: false}
        web: {endpoint: "127.0.0.1:%d"}
        collector:
          receivers:
            otlp:
              protocols: {http: {endpoint: "127.0.0.1:%d"}, grpc: {endpoint: "127.0.0.1:%d"}}
          readers: {max_batches: 16}
          join: {max_traces: 20000}
        storage:
          log: {bulk_bytes: 34359738368, poll_bytes: 4194304}
        """
            .formatted(folder.resolve("data"), TOKEN, API_TOKEN, web, http, grpc));
    List<String> command = new ArrayList<>(List.of("taskset", "-c", processors));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(ServerOptions.argument());
    command.addAll(flags);
    command.addAll(List.of("-jar", jar.toString(), "up", "--config", settings.toString()));
    Path log = folder.resolve("server.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Server server = new Server(process, http, grpc, web);
    try {
      server.awaitReady(log);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
    return server;
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long ends = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < ends && process.isAlive()) {
      try (Sender http = http();
          Sender grpc = grpc()) {
        http.send(new byte[0]);
        grpc.send(new byte[0]);
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new IOException("the server did not come up: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Sender http() throws IOException {
    return new HttpSender(
        URI.create("http://127.0.0.1:" + httpPort + "/v1/logs"),
        "application/x-protobuf",
        "Bearer " + TOKEN);
  }

  Sender grpc() {
    return new GrpcSender(grpcPort, TOKEN);
  }

  /** Records that are durable in the document store. */
  long stored() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + "/api/v1/metrics"))
            .header("Authorization", "Bearer " + API_TOKEN)
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("metrics: " + answer.statusCode() + " " + answer.body());
    }
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith(STORED))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** What {@code POST /api/v1/logs/search} answers. */
  String search(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + "/api/v1/logs/search"))
            .header("Authorization", "Bearer " + API_TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("search: " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Returns when that many are, in nanoseconds of System.nanoTime. */
  long awaitStored(long records) throws IOException, InterruptedException {
    while (stored() < records) {
      if (!process.isAlive()) {
        throw new IOException("the server ended");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return System.nanoTime();
  }

  /**
   * Moves the threads that read the log, and those they start, to another processor, where they get
   * what nobody else wants: what is left is the way into the log, and who sends is not held up.
   */
  void moveReadersTo(String processor) throws IOException, InterruptedException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", process.pid() + "", "task"))) {
      for (Path task : tasks.toList()) {
        if (Files.readString(task.resolve("comm")).startsWith("reader-")) {
          String thread = task.getFileName().toString();
          run("taskset", "-cp", processor, thread);
          run("chrt", "--idle", "-p", "0", thread);
        }
      }
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IOException(
          String.join(" ", command)
              + ": "
              + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  long cpuNanos() throws IOException {
    return ProcFiles.cpuNanos(process.pid());
  }

  double peakResidentMebibytes() throws IOException {
    return ProcFiles.peakResidentMebibytes(process.pid());
  }

  /** Without files that are mapped, which the system can take back. */
  double anonymousMebibytes() throws IOException {
    return ProcFiles.anonymousMebibytes(process.pid());
  }

  /** Ends it at once: nobody needs what it holds. */
  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
    try {
      process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
