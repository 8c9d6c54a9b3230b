package io.tocsin.collector.pipeline;

import static io.tocsin.collector.pipeline.Requests.TENANT;
import static io.tocsin.collector.pipeline.Requests.attributes;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.logs;
import static io.tocsin.collector.pipeline.Requests.pair;
import static io.tocsin.collector.pipeline.Requests.pipeline;
import static io.tocsin.collector.pipeline.Requests.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.TelemetryKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WirePipelineTest {
  @Test
  void untouchedBatch_passesWithoutACopy() throws Exception {
    byte[] payload = logs(log("settled"), log("paid"));
    Processed done = pipeline(1).process(TENANT, TelemetryKind.LOGS, payload, 42);
    assertThat(done.parts()).hasSize(1);
    Batch part = done.parts().getFirst();
    assertThat(part.payload()).isSameAs(payload);
    assertThat(part)
        .returns(TENANT, Batch::tenant)
        .returns(Lane.BULK, Batch::lane)
        .returns(0, Batch::route)
        .returns(2, Batch::records)
        .returns(42L, Batch::observedNanos);
    assertThat(done.records()).isEqualTo(2);
  }

  @Test
  void errorsAndCrashes_takeTheUrgentLane() throws Exception {
    byte[] payload =
        logs(
            log("info"),
            log("error").setSeverityNumberValue(17),
            log("fatal").setSeverityNumberValue(24),
            log("crash").setEventName("jvm.exception.uncaught"),
            log("old crash").addAttributes(pair("event.name", "jvm.crash")),
            log("event").setEventName("order.placed"));
    Processed done = pipeline(1).process(TENANT, TelemetryKind.LOGS, payload, 1);
    assertThat(done.parts()).extracting(Batch::lane).containsExactly(Lane.URGENT, Lane.BULK);
    assertThat(bodies(done.parts().get(0))).containsExactly("error", "fatal", "crash", "old crash");
    assertThat(bodies(done.parts().get(1))).containsExactly("info", "event");
  }

  @Test
  void recordsOfOneTrace_stayOnOneRoute() throws Exception {
    List<LogRecord.Builder> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      records.add(log("trace " + i % 20).setTraceId(traceId(i % 20)));
    }
    Processed done =
        pipeline(4)
            .process(
                TENANT, TelemetryKind.LOGS, logs(records.toArray(LogRecord.Builder[]::new)), 1);
    assertThat(done.parts()).hasSizeGreaterThan(1).hasSizeLessThanOrEqualTo(4);
    Set<String> seen = new HashSet<>();
    int total = 0;
    for (Batch part : done.parts()) {
      Set<String> bodies = new HashSet<>(bodies(part));
      assertThat(seen).doesNotContainAnyElementsOf(bodies);
      seen.addAll(bodies);
      total += part.records();
    }
    assertThat(total).isEqualTo(200);
  }

  @Test
  void recordsWithoutATrace_goByTheInstance() throws Exception {
    Set<Integer> routes = new HashSet<>();
    for (int instance = 0; instance < 40; instance++) {
      Resource resource =
          Resource.newBuilder()
              .addAttributes(pair("service.name", "pay"))
              .addAttributes(pair("service.instance.id", "pod-" + instance))
              .build();
      byte[] payload =
          logs(resource, log("a"), log("b").setTraceId(ByteString.copyFrom(new byte[16])));
      Processed done = pipeline(4).process(TENANT, TelemetryKind.LOGS, payload, 1);
      assertThat(done.parts()).hasSize(1);
      routes.add(done.parts().getFirst().route());
    }
    assertThat(routes).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void samePayload_givesTheSamePartsInTheSameOrder() throws Exception {
    byte[] payload =
        logs(
            log("a 13800005678").setTraceId(traceId(1)),
            log("b").setTraceId(traceId(2)).setSeverityNumberValue(17),
            log("c").setTraceId(traceId(3)));
    WirePipeline pipeline = pipeline(3);
    Processed first = pipeline.process(TENANT, TelemetryKind.LOGS, payload, 1);
    Processed second = pipeline.process(TENANT, TelemetryKind.LOGS, payload, 1);
    assertThat(second.parts()).usingRecursiveComparison().isEqualTo(first.parts());
  }

  @Test
  void ownNames_sentByAService_areDropped() throws Exception {
    LogRecord done =
        Requests.process(
            log("x")
                .addAttributes(pair(TelemetryAttributes.ACCOUNT_TOKENS, "acct_forged"))
                .addAttributes(pair("kept", "yes"))
                .addAttributes(pair(TelemetryAttributes.ERROR_CODE, "FORGED")));
    assertThat(attributes(done.getAttributesList())).isEqualTo(Map.of("kept", "yes"));
  }

  @Test
  void valuesNestedTooDeep_areCutAndCounted() throws Exception {
    AnyValue value = Requests.text("13800005678");
    for (int i = 0; i < 500; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    byte[] payload = logs(log("deep").addAttributes(pair("nested", value)), log("next"));
    Processed done = pipeline(1).process(TENANT, TelemetryKind.LOGS, payload, 1);
    assertThat(done.repaired()).isEqualTo(Map.of("cut", 1));
    List<LogRecord> records = Requests.decodeLogs(done.parts().getFirst());
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().toString()).contains("[cut: nested too deep]");
    assertThat(Requests.holds(done.parts().getFirst().payload(), "13800005678")).isFalse();
  }

  @Test
  void valuesNestedAsDeepAsAllowed_stay() throws Exception {
    AnyValue value = Requests.text("bottom");
    for (int i = 0; i < 99; i++) {
      value =
          AnyValue.newBuilder()
              .setKvlistValue(
                  io.opentelemetry.proto.common.v1.KeyValueList.newBuilder()
                      .addValues(pair("k", value)))
              .build();
    }
    LogRecord done = Requests.process(log("deep").addAttributes(pair("nested", value)));
    assertThat(done.toString()).contains("bottom").doesNotContain("[cut");
  }

  @Test
  void textThatIsNotUtf8_isRepairedAndCounted() throws Exception {
    byte[] payload = logs(log("ab??cd 13800005678"));
    String latin = new String(payload, StandardCharsets.ISO_8859_1).replace("??", "\u00c3\u0028");
    byte[] broken = latin.getBytes(StandardCharsets.ISO_8859_1);
    Processed done = pipeline(1).process(TENANT, TelemetryKind.LOGS, broken, 1);
    assertThat(done.repaired()).isEqualTo(Map.of("utf8", 1));
    assertThat(bodies(done.parts().getFirst())).containsExactly("ab\ufffd(cd 138****5678");
  }

  @Test
  void requestWithTooManyFields_isRefusedWithTheReason() {
    WirePipeline small = new WirePipeline(List.of(), 1, new WireLimits(100, 1_000));
    LogRecord.Builder[] records = new LogRecord.Builder[1_000];
    java.util.Arrays.setAll(records, i -> log("x"));
    byte[] payload = logs(records);
    assertThatThrownBy(() -> small.process(TENANT, TelemetryKind.LOGS, payload, 1))
        .isInstanceOf(MalformedBatchException.class)
        .hasMessageContaining("more than 1000 fields at byte");
  }

  @Test
  void emptyRequest_hasNoParts() throws Exception {
    assertThat(pipeline(2).process(TENANT, TelemetryKind.LOGS, new byte[0], 1).parts()).isEmpty();
    assertThat(pipeline(2).process(TENANT, TelemetryKind.LOGS, logs(), 1).parts()).isEmpty();
  }

  @Test
  void metrics_areRefused_becauseNothingGoesToDiskUnmasked() {
    assertThatThrownBy(
            () -> pipeline(2).process(TENANT, TelemetryKind.PROFILES, new byte[] {1, 2, 3}, 1))
        .isInstanceOf(MalformedBatchException.class)
        .hasMessageContaining("PROFILES");
  }

  private static List<String> bodies(Batch part) throws Exception {
    return Requests.decodeLogs(part).stream()
        .map(record -> record.getBody().getStringValue())
        .toList();
  }
}
