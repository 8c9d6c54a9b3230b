package io.tocsin.bench.collector;

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
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One node of Elasticsearch as user nobody, on given processors. One shard, no replica; each bulk
 * request is answered when its translog is on disk, which is the default. Security is off, which
 * spares it TLS and passwords: otherwise the launcher makes keys for what this distribution lacks.
 */
final class Elasticsearch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String INDEX = "logs";

  /** What our store indexes, no more: keywords without columns, message without lengths. */
  private static final String MAPPING =
      """
      {"settings": {"number_of_shards": 1, "number_of_replicas": 0},
       "mappings": {"dynamic": false, "properties": {
         "@timestamp": {"type": "date_nanos", "format": "epoch_millis||strict_date_optional_time_nanos"},
         "severity": {"type": "keyword", "doc_values": false},
         "service": {"type": "keyword", "doc_values": false},
         "trace_id": {"type": "keyword", "doc_values": false},
         "account_id": {"type": "keyword", "doc_values": false},
         "tenant_code": {"type": "keyword", "doc_values": false},
         "error_code": {"type": "keyword", "doc_values": false},
         "error_type": {"type": "text", "norms": false},
         "error_message": {"type": "text", "norms": false},
         "message": {"type": "text", "norms": false}}}}
      """;

  private final Process process;
  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Elasticsearch(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * @param home of the unpacked distribution; copied, because nobody must be able to read it
   * @param heap such as "1g"
   */
  static Elasticsearch start(Path home, String processors, String heap, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path own = folder.resolve("elasticsearch");
    run("cp", "-r", home.toString(), own.toString());
    int port = freePort();
    Files.writeString(
        own.resolve("config/elasticsearch.yml"),
        """
        cluster.name: bench
        discovery.type: single-node
        http.host: 127.0.0.1
        transport.host: 127.0.0.1
        http.port: %d
        transport.port: %d
        node.processors: %d
        xpack.security.enabled: false
        xpack.security.autoconfiguration.enabled: false
        cluster.routing.allocation.disk.threshold_enabled: false
        action.auto_create_index: false
        """
            .formatted(port, freePort(), processors.contains(",") ? 2 : 1));
    Files.createDirectories(own.resolve("tmp"));
    run("chmod", "-R", "u+rwX,go+rX", own.toString());
    run("chown", "-R", "nobody", folder.toString());
    ProcessBuilder builder =
        new ProcessBuilder(
            "taskset",
            "-c",
            processors,
            "setpriv",
            "--reuid=nobody",
            "--clear-groups",
            "bash",
            own.resolve("bin/elasticsearch").toString());
    builder.environment().put("ES_JAVA_OPTS", "-Xms" + heap + " -Xmx" + heap);
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_TMPDIR", own.resolve("tmp").toString());
    builder.environment().remove("JAVA_HOME");
    Path log = folder.resolve("elasticsearch.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Elasticsearch node = new Elasticsearch(builder.start(), URI.create("http://127.0.0.1:" + port));
    try {
      node.awaitReady(log);
      node.call("PUT", "/" + INDEX, MAPPING);
    } catch (IOException | InterruptedException | RuntimeException e) {
      node.close();
      throw e;
    }
    return node;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + ": " + said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long ends = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < ends && process.isAlive()) {
      try {
        call("GET", "/_cluster/health?wait_for_status=yellow&timeout=60s", "");
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    throw new IOException("Elasticsearch did not come up: " + Files.readString(log));
  }

  Sender bulk() throws IOException {
    return new BulkSender(
        new HttpSender(
            address.resolve("/" + INDEX + "/_bulk?filter_path=errors"),
            "application/x-ndjson",
            ""));
  }

  /** An answer that says that a document was not taken is an IOException. */
  private record BulkSender(HttpSender http) implements Sender {
    @Override
    public boolean send(byte[] body) throws IOException {
      boolean taken = http.send(body);
      String answer = new String(http.answer(), StandardCharsets.UTF_8);
      if (taken && !answer.contains("\"errors\":false")) {
        throw new IOException("documents were not taken: " + answer);
      }
      return taken;
    }

    @Override
    public void close() throws IOException {
      http.close();
    }
  }

  /** Makes everything searchable that was taken. */
  void refresh() throws IOException, InterruptedException {
    call("POST", "/" + INDEX + "/_refresh", "");
  }

  long count() throws IOException, InterruptedException {
    String answer = call("GET", "/" + INDEX + "/_count", "");
    return Long.parseLong(answer.replaceFirst(".*\"count\":(\\d+).*", "$1"));
  }

  String search(String body) throws IOException, InterruptedException {
    return call("POST", "/" + INDEX + "/_search", body);
  }

  private String call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    client.close();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
