package io.tocsin.bench.delay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Prometheus that scrapes the service and alerts on each fault, its Alertmanager, and the webhook
 * that would open the ticket: what it is told of counts as filed the moment its call arrives. Each
 * fault is a group of its own, as each needs a ticket of its own.
 */
final class AlertPath implements AutoCloseable {
  static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
  static final Path ALERTMANAGER = Path.of("/usr/bin/prometheus-alertmanager");

  /** How often it scrapes and evaluates, and how long a new group waits, in their own notation. */
  enum Pace {
    USUAL("prometheus", "15s", "30s"),
    /** A second is the least interval that people set; a group need not wait at all. */
    TIGHTEST("prometheus_tightest", "1s", "0s");

    private final String key;
    private final String interval;
    private final String groupWait;

    Pace(String key, String interval, String groupWait) {
      this.key = key;
      this.interval = interval;
      this.groupWait = groupWait;
    }

    /** Begins its figures' names. */
    String key() {
      return key;
    }

    String words() {
      return "every " + interval + ", group_wait " + groupWait;
    }
  }

  private final HttpServer webhook;
  private final Map<Integer, Long> arrivals;
  private final Child alertmanager;
  private final Child prometheus;

  private AlertPath(
      HttpServer webhook, Map<Integer, Long> arrivals, Child alertmanager, Child prometheus) {
    this.webhook = webhook;
    this.arrivals = arrivals;
    this.alertmanager = alertmanager;
    this.prometheus = prometheus;
  }

  /**
   * @param target host and port of what is scraped
   */
  static AlertPath start(Pace pace, String target, Path parent, HttpClient client)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(parent.resolve(pace.name()));
    Map<Integer, Long> arrivals = new ConcurrentHashMap<>();
    HttpServer webhook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext("/", exchange -> arrive(exchange, arrivals));
    webhook.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    webhook.start();
    String alertmanagerAt = "127.0.0.1:" + Child.freePort();
    String prometheusAt = "127.0.0.1:" + Child.freePort();
    write(pace, target, webhook.getAddress().getPort(), alertmanagerAt, folder);
    Child alertmanager =
        Child.start(
            "alertmanager",
            folder,
            List.of(
                ALERTMANAGER.toString(),
                "--config.file=" + folder.resolve("alertmanager.yml"),
                "--storage.path=" + folder.resolve("alertmanager"),
                "--cluster.listen-address=",
                "--web.listen-address=" + alertmanagerAt),
            Map.of());
    Child prometheus =
        Child.start(
            "prometheus",
            folder,
            List.of(
                PROMETHEUS.toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=" + prometheusAt),
            Map.of());
    AlertPath path = new AlertPath(webhook, arrivals, alertmanager, prometheus);
    try {
      alertmanager.awaitReady(URI.create("http://" + alertmanagerAt + "/-/ready"), client);
      prometheus.awaitReady(URI.create("http://" + prometheusAt + "/-/ready"), client);
    } catch (IOException | InterruptedException e) {
      path.close();
      throw e;
    }
    return path;
  }

  private static void write(Pace pace, String target, int webhook, String alertmanager, Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("alertmanager.yml"),
        """
        route:
          receiver: tickets
          group_by: [alertname, fault]
          group_wait: %s
        receivers:
        - name: tickets
          webhook_configs:
          - {url: "http://127.0.0.1:%d/", send_resolved: false}
        """
            .formatted(pace.groupWait, webhook));
    Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        global: {scrape_interval: %s, evaluation_interval: %s}
        rule_files: [rules.yml]
        scrape_configs:
        - {job_name: settlement, static_configs: [{targets: ["%s"]}]}
        alerting:
          alertmanagers:
          - static_configs: [{targets: ["%s"]}]
        """
            .formatted(pace.interval, pace.interval, target, alertmanager));
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
        - name: settlement
          rules:
          - alert: SettlementFault
            expr: settlement_faults_total > 0
            labels: {severity: critical}
            annotations: {summary: "step {{ $labels.fault }} failed {{ $value }} times"}
        """);
  }

  private static void arrive(HttpExchange exchange, Map<Integer, Long> arrivals)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    long now = FaultyService.epochNanos();
    for (JsonNode alert : JsonMapper.shared().readTree(body).get("alerts")) {
      arrivals.putIfAbsent(Integer.parseInt(alert.get("labels").get("fault").asString()), now);
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** Nanoseconds since 1970 by fault, so far. */
  Map<Integer, Long> arrivals() {
    return Map.copyOf(arrivals);
  }

  @Override
  public void close() {
    prometheus.close();
    alertmanager.close();
    webhook.stop(0);
  }
}
