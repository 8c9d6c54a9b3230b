package io.tocsin.collector.receiver.otlpgrpc;

import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.CARDS;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.CARDS_TOKEN;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.LOGS;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.METRICS;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.PROFILES;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.RETAIL;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.TRACES;
import static io.tocsin.collector.receiver.otlpgrpc.RunningGrpc.retryDelay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Otlp;
import io.tocsin.model.Health;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.TelemetryKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OtlpGrpcReceiverTest {
  private static final byte[] SETTLED = Otlp.saying("a transfer was settled").toByteArray();
  private final RunningGrpc running = new RunningGrpc();

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void logs_areInTheLogByteForByteWhenTheAnswerComes() throws Exception {
    byte[] answer = running.export(LOGS, SETTLED);

    assertThat(ExportLogsServiceResponse.parseFrom(answer).hasPartialSuccess()).isFalse();
    assertThat(running.log.batches())
        .singleElement()
        .satisfies(batch -> {
          assertThat(batch.tenant()).isEqualTo(RETAIL);
          assertThat(batch.kind()).isEqualTo(TelemetryKind.LOGS);
          assertThat(batch.payload()).isEqualTo(SETTLED);
        });
    assertThat(running.line(RETAIL).inFlight()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "identity"})
  void logs_compressed_areTheSame(String encoding) {
    running.exportCompressed(encoding, SETTLED);

    assertThat(running.log.batches())
        .singleElement()
        .satisfies(batch -> assertThat(batch.payload()).isEqualTo(SETTLED));
  }

  @Test
  void traces_areTakenForTheTenantOfTheirToken() {
    byte[] traces =
        Otlp.traces(Otlp.resource("ledger", "1"), Span.newBuilder().setName("settle").build())
            .toByteArray();

    RunningGrpc.export(running.channel, TRACES, CARDS_TOKEN, CallOptions.DEFAULT, traces);

    assertThat(running.log.batches())
        .singleElement()
        .satisfies(batch -> {
          assertThat(batch.tenant()).isEqualTo(CARDS);
          assertThat(batch.kind()).isEqualTo(TelemetryKind.TRACES);
        });
  }

  @Test
  void metrics_thatNobodyReads_areAnsweredWithHowManyPointsWereNotKept() throws Exception {
    Gauge gauge =
        Gauge.newBuilder()
            .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1))
            .addDataPoints(NumberDataPoint.newBuilder().setAsInt(2))
            .build();
    ScopeMetrics scope =
        ScopeMetrics.newBuilder().addMetrics(Metric.newBuilder().setGauge(gauge)).build();
    byte[] metrics =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(ResourceMetrics.newBuilder().addScopeMetrics(scope))
            .build()
            .toByteArray();

    var answer = ExportMetricsServiceResponse.parseFrom(running.export(METRICS, metrics));

    assertThat(answer.getPartialSuccess().getRejectedDataPoints()).isEqualTo(2);
    assertThat(answer.getPartialSuccess().getErrorMessage()).contains("no store for metrics");
    assertThat(running.line(RETAIL).dropped()).containsEntry("no_store_for_metrics", 2L);
  }

  @Test
  void profiles_haveTheirService() {
    running.export(PROFILES, new byte[0]);

    assertThat(running.sample("tocsin_receiver_otlp_grpc_requests_total")).isEqualTo(1);
  }

  @Test
  void anEmptyRequest_succeedsAndWritesNothing() {
    running.export(LOGS, new byte[0]);

    assertThat(running.log.batches()).isEmpty();
  }

  @Test
  void aRequestSentAgain_isAcceptedAndCountedAsDuplicate() {
    running.export(LOGS, SETTLED);
    running.exportCompressed("gzip", SETTLED);

    assertThat(running.log.batches()).hasSize(1);
    assertThat(running.line(RETAIL).dropped()).containsEntry("duplicate", 1L);
    assertThat(running.line(RETAIL).missing()).isZero();
  }

  @Test
  void malformedMessages_areRefusedForGood() throws Exception {
    StatusRuntimeException refused =
        refusal(() -> running.export(LOGS, "no protobuf".getBytes(StandardCharsets.UTF_8)));

    assertThat(refused.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refused.getStatus().getDescription()).contains("not an OTLP request");
    assertThat(retryDelay(refused)).isNull();
    assertThat(running.line(RETAIL).refused()).containsEntry("malformed", 1L);
    running.export(LOGS, SETTLED);
  }

  @Test
  void unknownTokensAndNone_areUnauthenticated() {
    StatusRuntimeException wrong =
        refusal(() ->
            RunningGrpc.export(running.channel, LOGS, "nobody", CallOptions.DEFAULT, SETTLED));
    StatusRuntimeException none =
        refusal(
            () -> RunningGrpc.export(running.channel, LOGS, null, CallOptions.DEFAULT, SETTLED));

    assertThat(wrong.getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(none.getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(none.getStatus().getDescription()).contains("OTEL_EXPORTER_OTLP_HEADERS");
    assertThat(running.log.batches()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "FULL, RESOURCE_EXHAUSTED, log_full",
    "STORAGE, UNAVAILABLE, log_storage",
    "CLOSED, UNAVAILABLE, closing"
  })
  void aLogThatRefuses_tellsTheSenderWhenToComeBack(
      LogRefusedException.Reason why, Code code, String counted) throws Exception {
    running.log.refuse(new LogRefusedException(why, "the log says no", Duration.ofMillis(1_500)));

    StatusRuntimeException refused = refusal(() -> running.export(LOGS, SETTLED));

    assertThat(refused.getStatus().getCode()).isEqualTo(code);
    assertThat(refused.getStatus().getDescription()).contains("the log says no");
    assertThat(retryDelay(refused)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(running.line(RETAIL).refused()).containsEntry(counted, 1L);
    running.log.refuse(null);
    running.export(LOGS, SETTLED);
    assertThat(running.log.batches()).hasSize(1);
  }

  @Test
  void unknownServices_areUnimplemented() {
    StatusRuntimeException refused = refusal(() -> running.export("acme.NoService", SETTLED));

    assertThat(refused.getStatus().getCode()).isEqualTo(Code.UNIMPLEMENTED);
  }

  @Test
  void anOccupiedPort_isABadSetting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OtlpGrpcConfig there =
          new OtlpGrpcConfig(
              true,
              "127.0.0.1:" + taken.getLocalPort(),
              1,
              1,
              4 << 20,
              1,
              1,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              null,
              RunningGrpc.CONFIG.keepalive());
      OtlpGrpcReceiver second = new OtlpGrpcReceiver(there, token -> null, null, null, null);

      assertThatThrownBy(second::start)
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageStartingWith(
              "collector.receivers.otlp.protocols.grpc.endpoint: 127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("in use");
      second.close();
    }
  }

  @Test
  void health_saysWhereItListens() {
    assertThat(running.receiver.health())
        .isEqualTo(Health.up("OTLP/gRPC listens on 127.0.0.1:" + running.channelPort()));
    running.receiver.close();
    assertThat(running.receiver.health().state()).isEqualTo(Health.State.DOWN);
  }

  static StatusRuntimeException refusal(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run);
  }
}
