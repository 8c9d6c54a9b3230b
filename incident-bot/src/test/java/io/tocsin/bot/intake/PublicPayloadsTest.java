package io.tocsin.bot.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.bot.intake.alertmanager.PrometheusAlerts;
import io.tocsin.bot.intake.cloudwatch.CloudWatchAlarm;
import io.tocsin.bot.intake.coralogix.CoralogixHook;
import io.tocsin.bot.intake.datadog.DatadogHook;
import io.tocsin.bot.intake.googlecloud.GoogleCloudIncident;
import io.tocsin.bot.intake.grafana.GrafanaHook;
import io.tocsin.bot.intake.graylog.GraylogEvent;
import io.tocsin.bot.intake.sentry.SentryHook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Alerts as eight systems send them, from a public collection. Each file holds one payload, or
 * several by name, each with values that some of its fields may take.
 */
class PublicPayloadsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, AlertFormat> FORMATS =
      Map.of(
          "prometheus", new PrometheusAlerts(),
          "grafana", new GrafanaHook(),
          "datadog", new DatadogHook(),
          "cloudwatch", new CloudWatchAlarm(),
          "sentry", new SentryHook(),
          "gcpmonitoring", new GoogleCloudIncident(),
          "graylog", new GraylogEvent(),
          "coralogix", new CoralogixHook());

  @TestFactory
  Stream<DynamicTest> everyPayload_isAnAlertWithServiceSeverityAndStart() throws Exception {
    String data = System.getenv("TOCSIN_DATA");
    Path folder = Path.of(data == null ? "none" : data, "alert-payloads");
    assumeTrue(Files.isDirectory(folder), "skipped: TOCSIN_DATA holds no alert-payloads");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).hasSize(FORMATS.size());
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files) {
      String system = file.getFileName().toString().replaceAll("^keep_|\\.json$", "");
      JsonNode alerts = JSON.readTree(Files.readString(file)).get("ALERTS");
      AlertFormat format = FORMATS.get(system);
      payloads(alerts)
          .forEach((name, payload) ->
              tests.add(DynamicTest.dynamicTest(system + " " + name, () -> read(format, payload))));
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  /** By name; filled in with each value that a field may take. */
  private static Map<String, JsonNode> payloads(JsonNode alerts) {
    Map<String, JsonNode> found = new java.util.LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> alert : alerts.properties()) {
      JsonNode payload = alert.getValue().get("payload");
      if (payload == null) {
        return Map.of("alone", alerts);
      }
      found.put(alert.getKey(), named(payload, alert.getKey()));
      JsonNode parameters = alert.getValue().get("parameters");
      for (Map.Entry<String, JsonNode> parameter :
          parameters == null ? Map.<String, JsonNode>of().entrySet() : parameters.properties()) {
        for (JsonNode value : parameter.getValue()) {
          String name = alert.getKey() + " with " + parameter.getKey() + "=" + value;
          found.put(name, filled(named(payload, alert.getKey()), parameter.getKey(), value));
        }
      }
    }
    return found;
  }

  /** Prometheus' alerts have their name among their labels. */
  private static JsonNode named(JsonNode payload, String name) {
    ObjectNode copy = (ObjectNode) payload.deepCopy();
    if (copy.has("labels") && !copy.has("title")) {
      ((ObjectNode) copy.get("labels")).put("alertname", name);
    }
    return copy;
  }

  private static JsonNode filled(JsonNode payload, String path, JsonNode value) {
    List<String> parts = List.of(path.split("\\."));
    JsonNode node = payload;
    for (String part : parts.subList(0, parts.size() - 1)) {
      node = node.get(part);
    }
    ((ObjectNode) node).set(parts.getLast(), value);
    return payload;
  }

  private static void read(AlertFormat format, JsonNode payload) throws Exception {
    List<SentAlert> alerts = format.read(payload);

    assertThat(alerts).hasSize(1);
    SentAlert alert = alerts.getFirst();
    assertThat(alert.labels().get("alertname")).isNotBlank();
    assertThat(alert.labels().get("severity")).as("severity").isNotBlank();
    assertThat(alert.resolved()).isFalse();
    assertThat(alert.endsAt()).isNull();
    if (alert.startsAt() != null) {
      assertThat(alert.startsAt()).isAfter(Instant.parse("2024-01-01T00:00:00Z"));
    }
    assertThat(alert.toString())
        .as("who was touched stays with the sender")
        .doesNotContain("198.51.100.42", "203.0.113.25", "user_8675309", "Mozilla");
  }
}
