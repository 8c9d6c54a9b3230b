package io.tocsin.collector.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.exporter.otlp.OtlpExporterConfig;
import io.tocsin.model.config.Secret;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.TelemetryKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One collector exports to another, as it would to any other back-end. */
@Timeout(60)
class ExportStoryTest {
  private static final String CARD = "4111111111111111";

  @ParameterizedTest
  @EnumSource(OtlpExporterConfig.Protocol.class)
  void logs_arriveMasked(OtlpExporterConfig.Protocol protocol) {
    try (RunningCollector second = new RunningCollector(Map.of());
        RunningCollector first = new RunningCollector(Map.of("second", to(second, protocol)))) {
      first.post("/v1/logs", Otlp.saying("card " + CARD + " was charged"));

      await().until(() -> second.store.logs().size() == 1);
      String message = second.store.logs().iterator().next().message();
      assertThat(message).startsWith("card ").doesNotContain(CARD);
    }
  }

  @Test
  void metrics_withAnExporter_areMaskedBeforeTheLogAndGoOut() throws Exception {
    KeyValue card = Otlp.attribute("note", "card " + CARD);
    HistogramDataPoint point =
        HistogramDataPoint.newBuilder()
            .setCount(3)
            .addAllBucketCounts(List.of(1L, 2L))
            .addExplicitBounds(3.5)
            .addAttributes(card)
            .addExemplars(Exemplar.newBuilder().setAsDouble(4).addFilteredAttributes(card))
            .build();
    ExportMetricsServiceRequest metrics =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(Otlp.resource("ledger", "1"))
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .addMetrics(
                                Metric.newBuilder()
                                    .setName("charge.duration")
                                    .setHistogram(Histogram.newBuilder().addDataPoints(point)))))
            .build();
    try (RunningCollector third =
            new RunningCollector(Map.of("nobody", to(URI.create("http://127.0.0.1:1"))));
        RunningCollector first =
            new RunningCollector(Map.of("third", to(third, OtlpExporterConfig.Protocol.GRPC)))) {
      byte[] answer = first.post("/v1/metrics", metrics).body();
      assertThat(answer).isEmpty();

      await().until(() -> !third.log.batches().isEmpty());
      Batch batch = third.log.batches().getFirst();
      assertThat(batch.kind()).isEqualTo(TelemetryKind.METRICS);
      assertThat(new String(batch.payload(), StandardCharsets.ISO_8859_1)).doesNotContain(CARD);
      Metric arrived =
          ExportMetricsServiceRequest.parseFrom(batch.payload())
              .getResourceMetrics(0)
              .getScopeMetrics(0)
              .getMetrics(0);
      assertThat(arrived.getName()).isEqualTo("charge.duration");
      HistogramDataPoint kept = arrived.getHistogram().getDataPoints(0);
      assertThat(kept.getBucketCountsList()).containsExactly(1L, 2L);
      assertThat(kept.getExplicitBoundsList()).containsExactly(3.5);
      await()
          .untilAsserted(() ->
              assertThat(first.components.ledger().lines())
                  .singleElement()
                  .satisfies(line -> {
                    assertThat(line.dropped()).containsEntry("exported_only", 1L);
                    assertThat(line.missing()).isZero();
                  }));
    }
  }

  private static OtlpExporterConfig to(
      RunningCollector target, OtlpExporterConfig.Protocol protocol) {
    int port =
        protocol == OtlpExporterConfig.Protocol.GRPC
            ? target.components.otlpGrpc().address().port()
            : target.components.otlpHttp().address().port();
    return config(URI.create("http://127.0.0.1:" + port), protocol);
  }

  private static OtlpExporterConfig to(URI nowhere) {
    return config(nowhere, OtlpExporterConfig.Protocol.HTTP);
  }

  private static OtlpExporterConfig config(URI endpoint, OtlpExporterConfig.Protocol protocol) {
    return new OtlpExporterConfig(
        endpoint,
        protocol,
        List.of(TelemetryKind.LOGS, TelemetryKind.METRICS),
        List.of(),
        OtlpExporterConfig.Compression.ZSTD,
        Map.of("authorization", new Secret("Bearer " + RunningCollector.TOKEN)),
        null,
        Duration.ofSeconds(5),
        new OtlpExporterConfig.Retry(Duration.ofMillis(10), Duration.ofMillis(50)),
        1 << 20,
        true);
  }
}
