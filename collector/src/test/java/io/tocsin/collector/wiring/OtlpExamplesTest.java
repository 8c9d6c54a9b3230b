package io.tocsin.collector.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.tocsin.collector.exporter.otlp.OtlpExporterConfig;
import io.tocsin.model.log.TelemetryKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The OTLP specification's own examples, from {@code otlp/examples} in the folder that the
 * environment variable TOCSIN_DATA names.
 */
class OtlpExamplesTest {
  @Test
  void logs_eventsAndTraces_areTakenAndStored() throws Exception {
    byte[] logs = example("logs.json");
    byte[] events = example("events.json");
    byte[] traces = example("trace.json");
    try (RunningCollector collector = new RunningCollector()) {
      assertThat(post(collector, "/v1/logs", logs)).isEqualTo("{}");
      assertThat(post(collector, "/v1/logs", events)).isEqualTo("{}");
      assertThat(post(collector, "/v1/traces", traces)).isEqualTo("{}");

      await().until(() -> collector.store.logs().size() == 2);
      await().until(() -> collector.store.spans().size() == 1);
      assertThat(collector.store.logs())
          .anySatisfy(log -> {
            assertThat(log.message()).isEqualTo("Example log record");
            assertThat(log.traceId()).isEqualTo("5b8efff798038103d269b633813fc60c");
            assertThat(log.source().service()).isEqualTo("my.service");
            assertThat(log.logger()).isEqualTo("my.library");
            assertThat(log.attributes())
                .containsEntry("array.attribute", "[\"many\",\"values\"]")
                .containsEntry("map.attribute", "{\"some.map.key\":\"some value\"}");
          })
          .anySatisfy(event -> {
            assertThat(event.eventName()).isEqualTo("browser.page_view");
            assertThat(event.message()).startsWith("{\"type\":0,\"url\":\"https://");
          });
      assertThat(collector.store.spans())
          .singleElement()
          .satisfies(span -> assertThat(span.spanId()).isEqualTo("eee19b7ec3c1b174"));
    }
  }

  @Test
  void metrics_areCountedAndAnsweredAsNotKept() throws Exception {
    byte[] metrics = example("metrics.json");
    try (RunningCollector collector = new RunningCollector()) {
      assertThat(post(collector, "/v1/metrics", metrics))
          .contains("\"partialSuccess\":{\"rejectedDataPoints\":\"4\"");
    }
  }

  @Test
  void metrics_withAnExporter_standInTheLogUnchanged() throws Exception {
    byte[] metrics = example("metrics.json");
    ExportMetricsServiceRequest.Builder expected = ExportMetricsServiceRequest.newBuilder();
    JsonFormat.parser().merge(new String(metrics, StandardCharsets.UTF_8), expected);
    OtlpExporterConfig nowhere =
        new OtlpExporterConfig(
            URI.create("http://127.0.0.1:1"),
            OtlpExporterConfig.Protocol.HTTP,
            List.of(TelemetryKind.METRICS),
            List.of(),
            OtlpExporterConfig.Compression.NONE,
            Map.of(),
            null,
            Duration.ofSeconds(1),
            new OtlpExporterConfig.Retry(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            1_024,
            false);
    try (RunningCollector collector = new RunningCollector(Map.of("nowhere", nowhere))) {
      assertThat(post(collector, "/v1/metrics", metrics)).isEqualTo("{}");
      assertThat(collector.log.batches())
          .singleElement()
          .satisfies(batch ->
              assertThat(ExportMetricsServiceRequest.parseFrom(batch.payload()))
                  .isEqualTo(expected.build()));
    }
  }

  private static String post(RunningCollector collector, String path, byte[] json) {
    HttpResponse<byte[]> response = collector.post(path, "application/json", json);
    assertThat(response.statusCode()).isEqualTo(200);
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static byte[] example(String name) throws IOException {
    @Nullable String data = System.getenv("TOCSIN_DATA");
    assumeThat(data).as("TOCSIN_DATA names a folder with sample data").isNotNull();
    return Files.readAllBytes(Path.of(data, "otlp", "examples", name));
  }
}
