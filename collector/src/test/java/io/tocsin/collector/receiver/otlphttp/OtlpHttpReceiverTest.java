package io.tocsin.collector.receiver.otlphttp;

import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.CARDS;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.CARDS_TOKEN;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.JSON;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.PROTOBUF;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.RETAIL;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.gzip;
import static io.tocsin.collector.receiver.otlphttp.RunningReceiver.statusMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.WholePipeline;
import io.tocsin.model.Health;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.TelemetryKind;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpHttpReceiverTest {
  private static final byte[] LOGS = Otlp.saying("a transfer was settled").toByteArray();
  private final RunningReceiver running = new RunningReceiver();

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void logs_inProtobuf_areInTheLogWhenTheAnswerComes() throws Exception {
    HttpResponse<byte[]> response = running.post("/v1/logs", LOGS);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(ExportLogsServiceResponse.parseFrom(response.body()).hasPartialSuccess()).isFalse();
    assertThat(running.log.batches())
        .singleElement()
        .satisfies(batch -> {
          assertThat(batch.tenant()).isEqualTo(RETAIL);
          assertThat(batch.kind()).isEqualTo(TelemetryKind.LOGS);
          assertThat(batch.payload()).isEqualTo(LOGS);
          assertThat(batch.observedNanos()).isEqualTo(1_795_255_200_000_000_000L);
        });
    assertThat(running.line(RETAIL).inFlight()).isEqualTo(1);
  }

  @Test
  void logs_compressedWithGzipOrZstd_areTheSame() throws Exception {
    assertThat(running.postEncoded("/v1/logs", "gzip", gzip(LOGS)).statusCode()).isEqualTo(200);
    assertThat(running.postEncoded("/v1/logs", "zstd", Zstd.compress(LOGS)).statusCode())
        .isEqualTo(200);

    assertThat(running.log.batches())
        .hasSize(2)
        .allSatisfy(batch -> assertThat(batch.payload()).isEqualTo(LOGS));
  }

  @Test
  void traces_areTakenForTheTenantOfTheirToken() throws Exception {
    byte[] traces =
        Otlp.traces(Otlp.resource("ledger", "1"), Span.newBuilder().setName("settle").build())
            .toByteArray();

    HttpResponse<byte[]> response =
        running.send(
            running
                .request("/v1/traces", PROTOBUF, BodyPublishers.ofByteArray(traces))
                .setHeader("Authorization", "bearer " + CARDS_TOKEN));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(running.log.batches())
        .singleElement()
        .satisfies(batch -> {
          assertThat(batch.tenant()).isEqualTo(CARDS);
          assertThat(batch.kind()).isEqualTo(TelemetryKind.TRACES);
        });
  }

  @Test
  void anEmptyRequest_succeedsAndWritesNothing() throws Exception {
    HttpResponse<byte[]> response = running.post("/v1/logs", new byte[0]);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(running.log.batches()).isEmpty();
  }

  @Test
  void metrics_areAnsweredWithHowManyPointsWereNotKept() throws Exception {
    Metric gauge =
        Metric.newBuilder()
            .setGauge(
                Gauge.newBuilder()
                    .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1))
                    .addDataPoints(NumberDataPoint.newBuilder().setAsInt(2)))
            .build();
    byte[] metrics =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(gauge)))
            .build()
            .toByteArray();

    HttpResponse<byte[]> response = running.post("/v1/metrics", metrics);

    assertThat(response.statusCode()).isEqualTo(200);
    var partial = ExportMetricsServiceResponse.parseFrom(response.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(2);
    assertThat(partial.getErrorMessage()).contains("no store for metrics");
    assertThat(running.line(RETAIL).dropped()).containsEntry("no_store_for_metrics", 2L);
  }

  @Test
  void aRequestSentAgain_isAcceptedAndCountedAsDuplicate() throws Exception {
    running.post("/v1/logs", LOGS);
    HttpResponse<byte[]> again = running.post("/v1/logs", LOGS);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(running.log.batches()).hasSize(1);
    assertThat(running.line(RETAIL).received()).isEqualTo(2);
    assertThat(running.line(RETAIL).dropped()).containsEntry("duplicate", 1L);
    assertThat(running.line(RETAIL).missing()).isZero();
  }

  @Test
  void malformedProtobuf_isRefusedForGood() throws Exception {
    HttpResponse<byte[]> response =
        running.post("/v1/logs", "this is no protobuf".getBytes(StandardCharsets.UTF_8));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(statusMessage(response)).contains("not an OTLP request");
    assertThat(running.line(RETAIL).refused()).containsEntry("malformed", 1L);
    assertThat(running.post("/v1/logs", LOGS).statusCode()).isEqualTo(200);
  }

  @Test
  void malformedJson_isAnsweredInJson() throws Exception {
    HttpResponse<byte[]> response = running.postJson("/v1/logs", "{\"resourceLogs\": [");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains(JSON);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .startsWith("{\"message\":\"body is not OTLP/JSON: ");
  }

  @Test
  void truncatedOrBrokenGzip_isRefusedWithTheReason() throws Exception {
    byte[] whole = gzip(LOGS);
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

    HttpResponse<byte[]> truncated = running.postEncoded("/v1/logs", "gzip", half);
    HttpResponse<byte[]> broken = running.postEncoded("/v1/logs", "gzip", LOGS);
    HttpResponse<byte[]> zstd = running.postEncoded("/v1/logs", "zstd", half);

    assertThat(truncated.statusCode()).isEqualTo(400);
    assertThat(statusMessage(truncated)).contains("body cannot be decompressed: ends early");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(zstd.statusCode()).isEqualTo(400);
    assertThat(running.log.batches()).isEmpty();
  }

  @Test
  void aDecompressionBomb_isRefusedAtTheLimit() throws Exception {
    byte[] bomb = new byte[40 << 20];

    HttpResponse<byte[]> asGzip = running.postEncoded("/v1/logs", "gzip", gzip(bomb));
    HttpResponse<byte[]> asZstd = running.postEncoded("/v1/logs", "zstd", Zstd.compress(bomb));

    assertThat(asGzip.statusCode()).isEqualTo(413);
    assertThat(statusMessage(asGzip)).contains("33,554,432").contains("max_decompressed_body_size");
    assertThat(asZstd.statusCode()).isEqualTo(413);
  }

  @Test
  void unknownTokensAndNone_areRefusedBeforeTheBodyIsRead() throws Exception {
    HttpResponse<byte[]> wrong =
        running.send(
            running
                .request("/v1/logs", PROTOBUF, BodyPublishers.ofByteArray(LOGS))
                .setHeader("Authorization", "Bearer token-of-nobody"));
    HttpResponse<byte[]> none =
        running.send(
            running
                .request("/v1/logs", JSON, BodyPublishers.ofString("{}"))
                .setHeader("Authorization", "Basic dXNlcjpwdw=="));

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(statusMessage(wrong)).isEqualTo("the ingest token is not known here");
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(new String(none.body(), StandardCharsets.UTF_8))
        .contains("OTEL_EXPORTER_OTLP_HEADERS");
    assertThat(running.log.batches()).isEmpty();
  }

  @Test
  void wrongPathMethodTypeAndEncoding_eachHaveTheirOwnAnswer() throws Exception {
    HttpResponse<byte[]> path = running.post("/v1/log", LOGS);
    HttpResponse<byte[]> method =
        running.send(running.request("/v1/logs", JSON, BodyPublishers.noBody()).GET());
    HttpResponse<byte[]> type =
        running.send(running.request("/v1/logs", "text/plain", BodyPublishers.ofByteArray(LOGS)));
    HttpResponse<byte[]> encoding = running.postEncoded("/v1/logs", "br", LOGS);

    assertThat(path.statusCode()).isEqualTo(404);
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow")).contains("POST");
    assertThat(type.statusCode()).isEqualTo(415);
    assertThat(encoding.statusCode()).isEqualTo(415);
    assertThat(encoding.headers().firstValue("Accept-Encoding")).contains("gzip, zstd");
  }

  @Test
  void aFullLog_tellsTheSenderWhenToComeBack() throws Exception {
    running.log.refuse(
        new LogRefusedException(
            LogRefusedException.Reason.FULL, "bulk lane is full", Duration.ofMillis(2_300)));
    HttpResponse<byte[]> full = running.post("/v1/logs", LOGS);
    running.log.refuse(
        new LogRefusedException(
            LogRefusedException.Reason.STORAGE, "no space left", Duration.ofSeconds(30)));
    HttpResponse<byte[]> storage = running.post("/v1/logs", LOGS);
    running.log.refuse(null);

    assertThat(full.statusCode()).isEqualTo(429);
    assertThat(full.headers().firstValue("Retry-After")).contains("3");
    assertThat(statusMessage(full)).contains("bulk lane is full");
    assertThat(storage.statusCode()).isEqualTo(503);
    assertThat(storage.headers().firstValue("Retry-After")).contains("30");
    assertThat(running.post("/v1/logs", LOGS).statusCode()).isEqualTo(200);
    assertThat(running.line(RETAIL).refused()).containsEntry("log_full", 1L);
    assertThat(running.line(RETAIL).received()).isEqualTo(1);
  }

  @Test
  void whatTheLogCanNeverHold_isRefusedForGood() throws Exception {
    byte[] tooLarge = Otlp.saying("x".repeat(InMemoryLog.MAX_PAYLOAD_BYTES)).toByteArray();

    HttpResponse<byte[]> response = running.post("/v1/logs", tooLarge);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(statusMessage(response)).contains("smaller batches will do");
  }

  @Test
  void start_onAnOccupiedPort_namesTheSettingAndThePort() throws Exception {
    try (ServerSocket occupied =
        new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String endpoint = "127.0.0.1:" + occupied.getLocalPort();

      assertThatThrownBy(
              () -> new RunningReceiver(RunningReceiver.at(endpoint), new WholePipeline()))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageStartingWith("collector.receivers.otlp.protocols.http.endpoint: " + endpoint)
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void health_saysWhereItListensUntilItIsClosed() {
    assertThat(running.receiver.health())
        .isEqualTo(
            Health.up("OTLP/HTTP listens on 127.0.0.1:" + running.receiver.address().port()));
    running.receiver.close();
    assertThat(running.receiver.health().state()).isEqualTo(Health.State.DOWN);
    running.receiver.close();
  }
}
