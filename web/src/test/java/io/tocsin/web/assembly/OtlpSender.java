package io.tocsin.web.assembly;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Sends logs as any OTLP/HTTP sender would, in JSON. */
final class OtlpSender implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI logs;
  private final String token;

  OtlpSender(URI logs, String token) {
    this.logs = logs;
    this.token = token;
  }

  /** One log record; attributes with null values are left out. */
  record Line(String severity, String message, Map<String, String> attributes) {
    static Line info(String message) {
      return new Line("INFO", message, Map.of());
    }

    static Line failure(String message, String type, String stack) {
      return new Line(
          "ERROR",
          message,
          Map.of(
              "exception.type", type, "exception.message", message, "exception.stacktrace", stack));
    }
  }

  HttpResponse<String> send(List<Line> lines) throws IOException {
    return post(request(lines), "application/json", Map.of());
  }

  HttpResponse<String> post(byte[] body, String type, Map<String, String> headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(logs)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  static byte[] request(List<Line> lines) {
    Map<String, Object> resource =
        Map.of(
            "attributes",
            attributes(
                Map.of(
                    "service.name", "ledger",
                    "service.instance.id", "ledger-1",
                    "deployment.environment.name", "test")));
    List<Map<String, Object>> records = lines.stream().map(OtlpSender::record).toList();
    Map<String, Object> scope = Map.of("scope", Map.of("name", "x.Ledger"), "logRecords", records);
    return JSON.writeValueAsBytes(
        Map.of("resourceLogs", List.of(Map.of("resource", resource, "scopeLogs", List.of(scope)))));
  }

  private static Map<String, Object> record(Line line) {
    Instant now = Instant.now();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("timeUnixNano", now.getEpochSecond() + "%09d".formatted(now.getNano()));
    record.put("severityNumber", line.severity().equals("ERROR") ? 17 : 9);
    record.put("severityText", line.severity());
    record.put("body", Map.of("stringValue", line.message()));
    record.put("attributes", attributes(line.attributes()));
    return record;
  }

  private static List<Map<String, Object>> attributes(Map<String, String> values) {
    List<Map<String, Object>> attributes = new ArrayList<>();
    values.forEach(
        (key, value) -> attributes.add(Map.of("key", key, "value", Map.of("stringValue", value))));
    return attributes;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
