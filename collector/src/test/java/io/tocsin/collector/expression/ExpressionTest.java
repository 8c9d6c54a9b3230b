package io.tocsin.collector.expression;

import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.logs;
import static io.tocsin.collector.pipeline.Requests.pair;
import static io.tocsin.collector.pipeline.Requests.spans;
import static io.tocsin.collector.pipeline.Requests.text;
import static io.tocsin.collector.pipeline.Requests.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.collector.pipeline.Requests;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.log.TelemetryKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final LogRecord.Builder LOG =
      log("GET /health took 41 ms")
          .setSeverityText("INFO")
          .setTraceId(traceId(3))
          .setSpanId(ByteString.copyFrom(new byte[8]))
          .addAttributes(pair("route", "/first"))
          .addAttributes(pair("route", "/health"))
          .addAttributes(pair("n", AnyValue.newBuilder().setIntValue(7).build()))
          .addAttributes(pair("ratio", AnyValue.newBuilder().setDoubleValue(.5).build()))
          .addAttributes(pair("on", AnyValue.newBuilder().setBoolValue(true).build()))
          .addAttributes(
              pair(
                  "list",
                  AnyValue.newBuilder()
                      .setArrayValue(ArrayValue.newBuilder().addValues(text("a")))
                      .build()))
          .addAttributes(
              pair(
                  "map",
                  AnyValue.newBuilder()
                      .setKvlistValue(KeyValueList.newBuilder().addValues(pair("k", "v")))
                      .build()));
  private static final Resource RESOURCE =
      Resource.newBuilder()
          .addAttributes(pair("service.name", "payments"))
          .addAttributes(pair("host.name", "h1"))
          .build();
  private static final ExpressionLimits LIMITS = ExpressionLimits.defaults();

  private static SeenRecord seen(TelemetryKind kind, byte[] request, ExpressionLimits limits)
      throws Exception {
    BatchCursor batch = new BatchCursor(List.of(key -> 0), WireLimits.defaults(), 350);
    batch.open(Requests.TENANT, kind, request);
    SeenRecord seen = new SeenRecord(batch, limits);
    seen.look(0);
    return seen;
  }

  private static boolean holds(String text) throws Exception {
    return holds(text, LIMITS);
  }

  private static boolean holds(String text, ExpressionLimits limits) throws Exception {
    return Expression.of("when", TelemetryKind.LOGS, text, Result.CONDITION, limits)
        .holds(seen(TelemetryKind.LOGS, logs(RESOURCE, LOG), limits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "body.contains('health') && severity == INFO && severity < WARN",
        "severity_text == 'INFO' && event_name == ''",
        "service == 'payments' && resource['host.name'] == 'h1' && scope == ''",
        "tenant == 'acme' && trace_id == '07070707070707070707070707070703' && span_id == ''",
        "attributes['route'] == '/health'",
        "attributes.n > 6 && attributes['n'] < 7.5 && attributes.ratio == 0.5 && attributes.on",
        "attributes.list == ['a'] && attributes.map.k == 'v'",
        "'route' in attributes && !('none' in attributes) && !has(attributes.none)",
        "attributes[?'none'].orValue('absent') == 'absent'",
        "attributes.exists(key, key.startsWith('rou')) && size(attributes) == 6",
        "body.matches('GET /[a-z]+') && !body.matches('^health')",
        "matches(body, 'took [0-9]+ ms$')",
        "regex.extract(body, 'took ([0-9]+)').orValue('') == '41'",
        "regex.extract(body, 'took [0-9]+').orValue('') == 'took 41'",
        "!regex.extract(body, 'nothing').hasValue()",
        "regex.replace(body, '([A-Z]+) /', '\\\\1:') == 'GET:health took 41 ms'",
        "body.replace('41', '42').endsWith('42 ms') && 'ab'.replace('', '-') == '-a-b-'",
        "body.lowerAscii().split(' ')[0] == 'get'",
        "attributes['none'] == 'x' || service == 'payments'"
      })
  void whatALogRecordHas_canBeAskedFor(String text) throws Exception {
    assertThat(holds(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name == 'GET /orders' && kind == 'server' && status == 'error'",
        "status_message == 'boom' && duration > duration('2s') && duration < duration('3s')",
        "trace_id.startsWith('0707') && parent_span_id == '0101010101010101'",
        "attributes['http.route'] == '/orders' && service == ''"
      })
  void whatASpanHas_canBeAskedFor(String text) throws Exception {
    Span.Builder span =
        Span.newBuilder()
            .setName("GET /orders")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStatus(
                Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("boom"))
            .setStartTimeUnixNano(1_000_000_000L)
            .setEndTimeUnixNano(3_500_000_000L)
            .setTraceId(traceId(1))
            .setParentSpanId(ByteString.fromHex("0101010101010101"))
            .addAttributes(pair("http.route", "/orders"));
    assertThat(
            Expression.of("when", TelemetryKind.TRACES, text, Result.CONDITION, LIMITS)
                .holds(seen(TelemetryKind.TRACES, spans(span), LIMITS)))
        .isTrue();
  }

  @Test
  void aStructuredBody_isJson_andItsFieldsCanBeAskedFor() throws Exception {
    AnyValue body =
        AnyValue.newBuilder()
            .setKvlistValue(KeyValueList.newBuilder().addValues(pair("order", "o-1")))
            .build();
    SeenRecord seen = seen(TelemetryKind.LOGS, logs(LogRecord.newBuilder().setBody(body)), LIMITS);
    String text = "body == '{\"order\":\"o-1\"}' && body_fields.order == 'o-1'";
    assertThat(
            Expression.of("when", TelemetryKind.LOGS, text, Result.CONDITION, LIMITS).holds(seen))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bodi == 'x'|at 1:1: undeclared reference to 'bodi'; a log record has attributes, body,",
        "body == 3|at 1:6: found no matching overload for '_==_'",
        "body.contains(|at 1:15: mismatched input",
        "severity|at 1:1: gives int, not true or false",
        "body.matches('a(')|at 1:14: RE2 syntax: missing closing )",
        "duration > duration('1s')|undeclared reference to 'duration'"
      })
  void aWrongExpression_isRefusedWithPlaceAndReason(String text, String problem) {
    assertThatThrownBy(() -> Expression.check("when", TelemetryKind.LOGS, text, Result.CONDITION))
        .hasMessageStartingWith("when: [" + text + "] (expected: CEL of a log record; ")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "attributes['none'] == 'x'|attribute_not_found",
        "attributes['n'].startsWith('x')|overload_not_found",
        "attributes['route']|wrong_type",
        "int(body) > 3|bad_format",
        "severity / 0 == 1|divide_by_zero",
        "body.matches(body + '(')|bad_pattern"
      })
  void whatFailsOnARecord_saysHow(String text, String kind) {
    assertThatThrownBy(() -> holds(text))
        .isInstanceOfSatisfying(
            FailedExpressionException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "body.contains('x')|64|1000|too_long",
        "body.replace('a', body) == ''|1000|1000|too_long",
        "regex.replace(body, 'a', body) == ''|1000|1000|too_long",
        "[1,2,3,4].all(a, [1,2,3,4].all(b, a * b > 0))|1000|10|iteration_budget_exceeded"
      })
  void whatCostsTooMuch_fails(String text, int maxText, int maxIterations, String kind)
      throws Exception {
    ExpressionLimits limits = new ExpressionLimits(maxText, maxIterations);
    SeenRecord seen = seen(TelemetryKind.LOGS, logs(log("a".repeat(100))), limits);
    Expression expression =
        Expression.of("when", TelemetryKind.LOGS, text, Result.CONDITION, limits);
    assertThatThrownBy(() -> expression.holds(seen))
        .isInstanceOfSatisfying(
            FailedExpressionException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  /** A backtracking engine would not come back from this one. */
  @Test
  void patterns_areLinearInTheText() throws Exception {
    SeenRecord seen = seen(TelemetryKind.LOGS, logs(log("a".repeat(50_000))), LIMITS);
    assertThat(
            Expression.of(
                    "when", TelemetryKind.LOGS, "body.matches('(a+)+b')", Result.CONDITION, LIMITS)
                .holds(seen))
        .isFalse();
  }

  @Test
  void values_areWhatAnAttributeCanHold_orNothing() throws Exception {
    SeenRecord seen = seen(TelemetryKind.LOGS, logs(RESOURCE, LOG), LIMITS);
    assertThat(value("{'a': [1, 'b', 2.5, true, null]}", seen).orElseThrow().toString())
        .contains("key: \"a\"", "int_value: 1", "double_value: 2.5", "bool_value: true");
    assertThat(value("attributes.list", seen)).contains(LOG.getAttributes(5).getValue());
    assertThat(value("true ? null : null", seen)).isEmpty();
    assertThatThrownBy(
            () -> Expression.check("set.x", TelemetryKind.TRACES, "duration", Result.VALUE))
        .hasMessageContaining("set.x: [duration]")
        .hasMessageContaining("not a string, number, bool, bytes, list or map");
  }

  private static Optional<AnyValue> value(String text, SeenRecord seen) throws Exception {
    return Expression.of("set.x", TelemetryKind.LOGS, text, Result.VALUE, LIMITS).value(seen);
  }
}
