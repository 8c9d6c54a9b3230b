package io.tocsin.web.assembly;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Prometheus in a process of its own: it scrapes one metric, {@code fees_failing}, that
 * the test sets, and alerts while it is above zero.
 */
final class DebianPrometheus implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/prometheus");

  private final HttpServer target;
  private final Process process;
  private volatile double failing;

  private DebianPrometheus(HttpServer target, Process process) {
    this.target = target;
    this.process = process;
  }

  /**
   * @param alertmanager where it sends alerts
   * @param token shown as bearer token
   */
  static DebianPrometheus start(Path folder, URI alertmanager, String token) throws IOException {
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Files.createDirectories(folder);
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {replica: a}}
        rule_files: [rules.yml]
        scrape_configs:
        - {job_name: fees, static_configs: [{targets: ["127.0.0.1:%d"]}]}
        alerting:
          alertmanagers:
          - authorization: {credentials: "%s"}
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(target.getAddress().getPort(), token, alertmanager.getAuthority()));
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: fees
          rules:
          - alert: FeesFail
            expr: fees_failing > 0
            labels: {service: fees, environment: prod, severity: critical}
            annotations: {summary: "{{ $value }} of 100 fees fail for card 4111111111111111"}
        """);
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--rules.alert.resend-delay=2s",
                "--web.listen-address=127.0.0.1:" + FreePort.find())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    DebianPrometheus prometheus = new DebianPrometheus(target, process);
    target.createContext(
        "/metrics",
        exchange -> {
          byte[] text =
              ("fees_failing " + prometheus.failing + "\n").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    target.start();
    return prometheus;
  }

  /** From the next scrape on. */
  void failing(double value) {
    failing = value;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    target.stop(0);
  }
}
