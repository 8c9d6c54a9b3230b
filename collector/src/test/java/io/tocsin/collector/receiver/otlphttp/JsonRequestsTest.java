package io.tocsin.collector.receiver.otlphttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.model.log.TelemetryKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRequestsTest {
  private static final ByteString TRACE_ID = Otlp.id("5b8efff798038103d269b633813fc60c");
  private static final ByteString SPAN_ID = Otlp.id("eee19b7ec3c1b174");

  @Test
  void logs_readHexIdsInEitherCaseAndNumbersAsTextOrNumber() throws Exception {
    LogRecord record =
        logRecord(
            """
            {"timeUnixNano": "1544712660300000000", "observedTimeUnixNano": 1544712660300000000,
             "severityNumber": 17, "severityText": "ERROR",
             "traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "eee19b7ec3c1b174",
             "body": {"stringValue": "settled"},
             "attributes": [{"key": "n", "value": {"intValue": "10"}}]}
            """);

    assertThat(record.getTraceId()).isEqualTo(TRACE_ID);
    assertThat(record.getSpanId()).isEqualTo(SPAN_ID);
    assertThat(record.getTimeUnixNano()).isEqualTo(1_544_712_660_300_000_000L);
    assertThat(record.getObservedTimeUnixNano()).isEqualTo(1_544_712_660_300_000_000L);
    assertThat(record.getSeverityNumberValue()).isEqualTo(17);
    assertThat(record.getAttributes(0).getValue().getIntValue()).isEqualTo(10);
  }

  @Test
  void spans_readTheIdsOfParentAndLinks() throws Exception {
    String json =
        """
        {"resourceSpans": [{"scopeSpans": [{"spans": [
          {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174",
           "parentSpanId": "eee19b7ec3c1b173", "kind": 2, "name": "settle",
           "links": [{"traceId": "5b8efff798038103d269b633813fc60d",
                      "spanId": "eee19b7ec3c1b172"}]}]}]}]}
        """;

    Span span =
        ExportTraceServiceRequest.parseFrom(convert(TelemetryKind.TRACES, json))
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpans(0);

    assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
    assertThat(span.getParentSpanId()).isEqualTo(Otlp.id("eee19b7ec3c1b173"));
    assertThat(span.getLinks(0).getTraceId())
        .isEqualTo(Otlp.id("5b8efff798038103d269b633813fc60d"));
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
  }

  @Test
  void unknownFieldsAreIgnoredWhateverTheyHold() throws Exception {
    LogRecord record =
        logRecord(
            """
            {"traceId": "", "inventedHere": {"traceId": "no id at all", "list": [1, [2]]},
             "severityNumber": 99, "body": {"stringValue": "x", "newKindOfValue": true}}
            """);

    assertThat(record.getBody().getStringValue()).isEqualTo("x");
    assertThat(record.getTraceId()).isEqualTo(ByteString.EMPTY);
    assertThat(record.getSeverityNumberValue()).isEqualTo(99);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5b8efff798038103d269b633813fc6",
        "5b8efff798038103d269b633813fc60z",
        "W47/95gDgQPSabYzgT/GDA==",
        "5b8efff798038103d269b633813fc60c00"
      })
  void anIdThatIsNotHexOfItsLength_isMalformed(String id) {
    assertThatThrownBy(() -> logRecord("{\"traceId\": \"" + id + "\"}"))
        .isInstanceOf(RefusedRequestException.class)
        .hasMessageContaining("traceId (expected: 32 hex digits, or empty)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "{\"resourceLogs\": 5}", "{\"resourceLogs\": [{]}"})
  void whatIsNoOtlpJson_isMalformed(String json) {
    assertThatThrownBy(() -> convert(TelemetryKind.LOGS, json))
        .isInstanceOf(RefusedRequestException.class)
        .hasMessageContaining("not OTLP/JSON");
  }

  @Test
  void bottomlessNesting_isMalformedInsteadOfAStackOverflow() {
    String nested = "{\"resourceLogs\": " + "[".repeat(200_000);
    String unknown = "{\"unknown\": " + "[".repeat(200_000) + "]".repeat(200_000) + "}";

    assertThatThrownBy(() -> convert(TelemetryKind.LOGS, nested))
        .isInstanceOf(RefusedRequestException.class);
    assertThatThrownBy(() -> convert(TelemetryKind.LOGS, unknown))
        .isInstanceOf(RefusedRequestException.class);
  }

  private static LogRecord logRecord(String json) throws Exception {
    String request = "{\"resourceLogs\": [{\"scopeLogs\": [{\"logRecords\": [" + json + "]}]}]}";
    return ExportLogsServiceRequest.parseFrom(convert(TelemetryKind.LOGS, request))
        .getResourceLogs(0)
        .getScopeLogs(0)
        .getLogRecords(0);
  }

  private static byte[] convert(TelemetryKind kind, String json) throws RefusedRequestException {
    return JsonRequests.toProtobuf(kind, json.getBytes(StandardCharsets.UTF_8));
  }
}
