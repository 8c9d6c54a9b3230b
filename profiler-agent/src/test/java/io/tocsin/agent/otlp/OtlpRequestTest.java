package io.tocsin.agent.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is written by hand is read back with OpenTelemetry's own classes. */
class OtlpRequestTest {
  private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.123456789Z");

  @Test
  void request_isReadBackWhole() throws Exception {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("service.name", "银行 🔔");
    resource.put("process.pid", 4_711L);
    byte[] record =
        new OtlpEvent("jvm.test", EventSeverity.FATAL, TIME, "body")
            .in("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331")
            .with("count", -5L)
            .with("flag", true)
            .with("absent", null)
            .with("event.name", "not replaced")
            .encode(TIME.plusNanos(1));
    byte[] other = new OtlpEvent("jvm.other", EventSeverity.ERROR, TIME, "").encode(TIME);

    ExportLogsServiceRequest read =
        ExportLogsServiceRequest.parseFrom(
            new OtlpRequest(resource, "1.2").around(List.of(record, other)));

    var logs = read.getResourceLogs(0);
    assertThat(asMap(logs.getResource().getAttributesList()))
        .containsEntry("service.name", AnyValue.newBuilder().setStringValue("银行 🔔").build())
        .containsEntry("process.pid", AnyValue.newBuilder().setIntValue(4_711).build());
    assertThat(logs.getScopeLogs(0).getScope().getName()).isEqualTo("io.tocsin.agent");
    assertThat(logs.getScopeLogs(0).getScope().getVersion()).isEqualTo("1.2");
    LogRecord first = logs.getScopeLogs(0).getLogRecords(0);
    assertThat(first.getTimeUnixNano()).isEqualTo(1_772_600_767_123_456_789L);
    assertThat(first.getObservedTimeUnixNano()).isEqualTo(1_772_600_767_123_456_790L);
    assertThat(first.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_FATAL);
    assertThat(first.getSeverityText()).isEqualTo("FATAL");
    assertThat(first.getBody().getStringValue()).isEqualTo("body");
    assertThat(first.getEventName()).isEqualTo("jvm.test");
    assertThat(HexFormat.of().formatHex(first.getTraceId().toByteArray()))
        .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(HexFormat.of().formatHex(first.getSpanId().toByteArray()))
        .isEqualTo("b7ad6b7169203331");
    assertThat(asMap(first.getAttributesList()))
        .containsOnlyKeys("event.name", "count", "flag")
        .containsEntry("event.name", AnyValue.newBuilder().setStringValue("jvm.test").build())
        .containsEntry("count", AnyValue.newBuilder().setIntValue(-5).build())
        .containsEntry("flag", AnyValue.newBuilder().setBoolValue(true).build());
    LogRecord second = logs.getScopeLogs(0).getLogRecords(1);
    assertThat(second.getTraceId().isEmpty()).isTrue();
    assertThat(second.getBody().hasStringValue()).isTrue();
    assertThat(first.getUnknownFields().asMap()).isEmpty();
  }

  @Test
  void halfOfASurrogatePair_isStillUtf8() throws Exception {
    byte[] record = new OtlpEvent("x", EventSeverity.ERROR, TIME, "a\uD83D").encode(TIME);
    assertThat(LogRecord.parseFrom(record).getBody().getStringValue()).isEqualTo("a?");
  }

  @Test
  void longValues_getLengthsOfSeveralBytes() throws Exception {
    String text = "y".repeat(300_000);
    byte[] record =
        new OtlpEvent("x", EventSeverity.ERROR, TIME, text).with("k", text).encode(TIME);
    assertThat(LogRecord.parseFrom(record).getAttributes(1).getValue().getStringValue())
        .isEqualTo(text);
  }

  @Test
  void noRecords_giveAnEmptyRequest() {
    assertThat(new OtlpRequest(Map.of("a", "b"), "1").around(List.of())).isEmpty();
  }

  private static Map<String, AnyValue> asMap(List<KeyValue> attributes) {
    return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }
}
