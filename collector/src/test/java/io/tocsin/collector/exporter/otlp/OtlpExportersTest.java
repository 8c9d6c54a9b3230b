package io.tocsin.collector.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.exporter.otlp.OtlpExporterConfig.Compression;
import io.tocsin.collector.exporter.otlp.OtlpExporterConfig.Protocol;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.config.Secret;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OtlpExportersTest {
  private static final TenantId TENANT = new TenantId("retail");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

  private final InMemoryLog log = new InMemoryLog();
  private final List<OtlpExporters> started = new ArrayList<>();
  private final Map<String, OtlpExporterConfig> configs = new LinkedHashMap<>();
  private ScriptedBackend backend;
  private long digest;

  @BeforeEach
  void startBackend() throws Exception {
    backend = new ScriptedBackend();
  }

  @AfterEach
  void close() {
    started.forEach(OtlpExporters::close);
    backend.close();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void batches_goOutAsTheyStandInTheLog(Compression compression) throws Exception {
    ExportLogsServiceRequest logs = Otlp.saying("a transfer was settled");
    append(logs);
    OtlpExporters exporters = start("one", config(backend.uri(), compression, 1 << 20));

    await().until(() -> backend.taken.size() == 1);
    assertThat(backend.taken.getFirst()).isEqualTo(logs);
    await().until(() -> count(exporters, "exported") == 1);
    assertThat(backend.headers.getFirst().get(key("x-token"))).isEqualTo("s3cret");
  }

  @Test
  void smallBatches_areMergedUpToTheSize() throws Exception {
    int bytes = Otlp.saying("transfer 1").getSerializedSize();
    for (int i = 0; i < 6; i++) {
      append(Otlp.saying("transfer " + i));
    }
    start("one", config(backend.uri(), Compression.NONE, Math.max(1_024, 3 * bytes)));

    await().until(() -> messages().size() == 6);
    assertThat(messages())
        .containsExactly(
            "transfer 0", "transfer 1", "transfer 2", "transfer 3", "transfer 4", "transfer 5");
    assertThat(backend.calls.get()).isLessThan(6);
  }

  @Test
  void T36_aBackendThatIsAway_losesNothingAndIsShown() throws Exception {
    backend.always = ScriptedBackend.Reply.refusing(Status.UNAVAILABLE.asRuntimeException());
    OtlpExporters exporters = start("one", config(backend.uri(), Compression.NONE, 1 << 20));
    for (int i = 0; i < 20; i++) {
      append(Otlp.saying("transfer " + i));
    }
    await().until(() -> exporters.health().state() == Health.State.DEGRADED);
    assertThat(exporters.health().because())
        .contains("exporter one tries again after: unavailable");
    assertThat(log.committed("export-one").nextOffsets()).isEmpty();

    backend.always = null;
    await().until(() -> messages().size() == 20);
    await().until(() -> exporters.health().state() == Health.State.UP);
    assertThat(count(exporters, "exported")).isEqualTo(20);
  }

  @Test
  void T36_aHangingBackend_holdsUpNoOther() throws Exception {
    try (ScriptedBackend hanging = new ScriptedBackend()) {
      hanging.always = ScriptedBackend.Reply.hanging();
      configs.put("hanging", config(hanging.uri(), Compression.NONE, 1 << 20));
      start("well", config(backend.uri(), Compression.NONE, 1 << 20));
      append(Otlp.saying("a transfer was settled"));

      await().until(() -> messages().size() == 1);
      await().until(() -> hanging.calls.get() > 1);
    }
  }

  @Test
  void throttling_isWaitedForAsLongAsItAsks() throws Exception {
    backend.script.add(ScriptedBackend.Reply.refusing(exhausted(Duration.ofMillis(300))));
    long before = System.nanoTime();
    append(Otlp.saying("a transfer was settled"));
    OtlpExporters exporters = start("one", config(backend.uri(), Compression.NONE, 1 << 20));

    await().until(() -> messages().size() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(300));
    assertThat(value(exporters, "tocsin_exporter_otlp_retries_total", Map.of())).isEqualTo(1);
  }

  @Test
  void refusalsForGood_arePassedOverAndCountedWithTheirReason() throws Exception {
    backend.script.add(
        ScriptedBackend.Reply.refusing(Status.INVALID_ARGUMENT.asRuntimeException()));
    backend.script.add(
        ScriptedBackend.Reply.refusing(Status.RESOURCE_EXHAUSTED.asRuntimeException()));
    OtlpExporters exporters = start("one", config(backend.uri(), Compression.NONE, 1 << 20));
    append(Otlp.saying("one"));
    await().until(() -> count(exporters, "refused_invalid_argument") == 1);
    append(Otlp.saying("two"));
    await().until(() -> count(exporters, "refused_resource_exhausted") == 1);
    append(Otlp.saying("three"));

    await().until(() -> messages().equals(List.of("three")));
    assertThat(exporters.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void partialSuccess_isCounted() throws Exception {
    backend.always =
        new ScriptedBackend.Reply(
            null,
            ExportLogsServiceResponse.newBuilder()
                .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(1))
                .build());
    append(Otlp.saying("a transfer was settled"));
    OtlpExporters exporters = start("one", config(backend.uri(), Compression.NONE, 1 << 20));

    await().until(() -> count(exporters, "rejected") == 1);
    assertThat(count(exporters, "exported")).isZero();
  }

  @Test
  void aRestart_goesOnBehindWhatWasDelivered() throws Exception {
    append(Otlp.saying("before"));
    OtlpExporters first = start("one", config(backend.uri(), Compression.NONE, 1 << 20));
    await().until(() -> messages().size() == 1);
    first.close();
    append(Otlp.saying("after"));
    start("one", config(backend.uri(), Compression.NONE, 1 << 20));

    await().until(() -> messages().size() == 2);
    assertThat(messages()).containsExactly("before", "after");
  }

  private OtlpExporters start(String name, OtlpExporterConfig config) {
    configs.put(name, config);
    OtlpExporters exporters =
        new OtlpExporters(configs, Defaults.READERS, log, OtlpExportersTest::noReaders, CLOCK);
    exporters.start();
    started.add(exporters);
    return exporters;
  }

  private static LogStatus noReaders() {
    return new LogStatus(
        Map.of(), Map.of(), List.of(), new LogStatus.Damage(0, 0, List.of()), 0, 0);
  }

  private static OtlpExporterConfig config(URI endpoint, Compression compression, int maxBytes) {
    return new OtlpExporterConfig(
        endpoint,
        Protocol.GRPC,
        List.of(TelemetryKind.LOGS),
        List.of(),
        compression,
        Map.of("x-token", new Secret("s3cret")),
        null,
        Duration.ofMillis(500),
        new OtlpExporterConfig.Retry(Duration.ofMillis(5), Duration.ofMillis(20)),
        maxBytes,
        true);
  }

  private void append(ExportLogsServiceRequest logs) throws Exception {
    byte[] payload = logs.toByteArray();
    Batch batch = new Batch(TENANT, TelemetryKind.LOGS, Lane.BULK, 0, 1, 1, payload);
    log.append(new Submission(TENANT, new Digest(7, digest++), List.of(batch)));
  }

  private List<String> messages() {
    return backend.taken.stream()
        .flatMap(request -> request.getResourceLogsList().stream())
        .map(resource -> resource.getScopeLogs(0).getLogRecords(0).getBody().getStringValue())
        .toList();
  }

  private static io.grpc.StatusRuntimeException exhausted(Duration delay) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.RESOURCE_EXHAUSTED.value())
            .addDetails(
                Any.pack(
                    RetryInfo.newBuilder()
                        .setRetryDelay(
                            com.google.protobuf.Duration.newBuilder().setNanos(delay.getNano()))
                        .build()))
            .build());
  }

  private static double count(OtlpExporters exporters, String outcome) {
    return value(exporters, "tocsin_exporter_otlp_records_total", Map.of("outcome", outcome));
  }

  private static double value(OtlpExporters exporters, String name, Map<String, String> labels) {
    return exporters.samples().stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(sample -> sample.value())
        .sum();
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
