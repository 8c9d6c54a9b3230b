package io.tocsin.collector.pipeline;

import static io.tocsin.collector.pipeline.Requests.TENANT;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.pair;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.TelemetryKind;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Records built to slip past the masks: a secret in every place that a request has, under every
 * disguise. What goes to the log holds none of them, and says that something was masked.
 */
class SlipTest {
  private static final String CARD = "6222021234567890128";
  private static final String PASSWORD = "hunter2-Zq9";

  /** What a secret is written as, and what must not be read afterwards. */
  private record Disguise(String text, String raw) {}

  private static final Map<String, Disguise> DISGUISES = new LinkedHashMap<>();

  static {
    disguise("as it is", CARD, CARD);
    disguise("in groups", "6222 0212 3456 7890 128", "3456 7890");
    disguise("percent-encoded", percent(CARD), percent(CARD));
    disguise("base64", base64("{\"pan\":\"" + CARD + "\"}"), base64("{\"pan\":\"" + CARD + "\"}"));
    disguise(
        "base64 in a URL", "u=" + percent(base64("pan " + CARD)), percent(base64("pan " + CARD)));
    disguise("key=value", "a=1 password=" + PASSWORD + " b=2", PASSWORD);
    disguise("JSON", "{\"x\":{\"userPassword\":\"" + PASSWORD + "\"}}", PASSWORD);
    disguise("JSON in JSON", "{\"x\":\"{\\\"pwd\\\":\\\"" + PASSWORD + "\\\"}\"}", PASSWORD);
    disguise("URL-encoded JSON", "%7B%22pwd%22%3A%22" + PASSWORD + "%22%7D", PASSWORD);
    disguise("escaped key", "{\"p\\u0061ssword\":\"" + PASSWORD + "\"}", PASSWORD);
    disguise("bearer token", "x Bearer " + PASSWORD + "00", PASSWORD);
  }

  private static void disguise(String name, String text, String raw) {
    DISGUISES.put(name, new Disguise(text, raw));
  }

  private static String percent(String text) {
    StringBuilder percent = new StringBuilder();
    text.chars().forEach(c -> percent.append("%%%02X".formatted(c)));
    return percent.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static AnyValue list(AnyValue... values) {
    ArrayValue.Builder list = ArrayValue.newBuilder();
    Stream.of(values).forEach(list::addValues);
    return AnyValue.newBuilder().setArrayValue(list).build();
  }

  private static AnyValue map(String key, AnyValue value) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addValues(pair(key, value)))
        .build();
  }

  private static AnyValue bytes(String text) {
    return AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(text)).build();
  }

  private static UnknownFieldSet unknown(String text) {
    return UnknownFieldSet.newBuilder()
        .addField(
            77,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(text))
                .build())
        .build();
  }

  private static final Map<String, Function<String, Message>> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put("body", text -> logs(log(text)));
    PLACES.put("attribute", text -> logs(log("x").addAttributes(pair("note", text))));
    PLACES.put("key of an attribute", text -> logs(log("x").addAttributes(pair(text, "y"))));
    PLACES.put(
        "nested list",
        text -> logs(log("x").addAttributes(pair("n", list(list(list(Requests.text(text))))))));
    PLACES.put(
        "value in a map",
        text -> logs(log("x").addAttributes(pair("n", map("k", Requests.text(text))))));
    PLACES.put(
        "key of a map",
        text -> logs(log("x").addAttributes(pair("n", map(text, Requests.text("v"))))));
    PLACES.put(
        "map as a body",
        text -> logs(LogRecord.newBuilder().setBody(map("k", Requests.text(text)))));
    PLACES.put("bytes value", text -> logs(log("x").addAttributes(pair("n", bytes(text)))));
    PLACES.put("bytes as a body", text -> logs(LogRecord.newBuilder().setBody(bytes(text))));
    PLACES.put("event name", text -> logs(log("x").setEventName(text)));
    PLACES.put("severity text", text -> logs(log("x").setSeverityText(text)));
    PLACES.put("unknown field of a record", text -> logs(log("x").setUnknownFields(unknown(text))));
    PLACES.put(
        "same attribute twice",
        text -> logs(log("x").addAttributes(pair("n", "one")).addAttributes(pair("n", text))));
    PLACES.put(
        "operation, which is copied", text -> logs(log("x").addAttributes(pair("op_id", text))));
    PLACES.put(
        "beside an account's edit",
        text ->
            logs(log("account_id=77001234 " + text).addAttributes(pair("account_id", "77001234"))));
    PLACES.put(
        "attribute of the resource",
        text ->
            ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                    ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(pair("n", text)))
                        .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log("x"))))
                .build());
    PLACES.put(
        "attribute of the scope",
        text -> logs(InstrumentationScope.newBuilder().addAttributes(pair("n", text)), log("x")));
    PLACES.put(
        "scope's name", text -> logs(InstrumentationScope.newBuilder().setName(text), log("x")));
    PLACES.put(
        "scope's version",
        text -> logs(InstrumentationScope.newBuilder().setVersion(text), log("x")));
    PLACES.put(
        "schema's address",
        text ->
            ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                    ResourceLogs.newBuilder()
                        .setSchemaUrl(text)
                        .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log("x"))))
                .build());
    PLACES.put("span's name", text -> span(Span.newBuilder().setName(text)));
    PLACES.put("trace state", text -> span(Span.newBuilder().setTraceState(text)));
    PLACES.put(
        "status message",
        text -> span(Span.newBuilder().setStatus(Status.newBuilder().setMessage(text))));
    PLACES.put(
        "attribute of a span", text -> span(Span.newBuilder().addAttributes(pair("n", text))));
    PLACES.put(
        "name of a span's event",
        text -> span(Span.newBuilder().addEvents(Span.Event.newBuilder().setName(text))));
    PLACES.put(
        "attribute of a span's event",
        text ->
            span(
                Span.newBuilder()
                    .addEvents(
                        Span.Event.newBuilder().addAttributes(pair("exception.message", text)))));
    PLACES.put(
        "attribute of a span's link",
        text ->
            span(
                Span.newBuilder().addLinks(Span.Link.newBuilder().addAttributes(pair("n", text)))));
    PLACES.put(
        "trace state of a link",
        text -> span(Span.newBuilder().addLinks(Span.Link.newBuilder().setTraceState(text))));
    PLACES.put(
        "unknown field of a span", text -> span(Span.newBuilder().setUnknownFields(unknown(text))));
    PLACES.put("metric's name", text -> metric(point(NumberDataPoint.newBuilder()).setName(text)));
    PLACES.put(
        "metric's description",
        text -> metric(point(NumberDataPoint.newBuilder()).setDescription(text)));
    PLACES.put(
        "attribute of a metric's point",
        text -> metric(point(NumberDataPoint.newBuilder().addAttributes(pair("n", text)))));
    PLACES.put(
        "attribute of an exemplar",
        text ->
            metric(
                point(
                    NumberDataPoint.newBuilder()
                        .addExemplars(
                            Exemplar.newBuilder().addFilteredAttributes(pair("n", text))))));
  }

  private static Message logs(LogRecord.Builder record) {
    return logs(InstrumentationScope.newBuilder(), record);
  }

  private static Message logs(InstrumentationScope.Builder scope, LogRecord.Builder record) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .addScopeLogs(ScopeLogs.newBuilder().setScope(scope).addLogRecords(record)))
        .build();
  }

  private static Message span(Span.Builder span) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }

  private static Metric.Builder point(NumberDataPoint.Builder point) {
    return Metric.newBuilder().setSum(Sum.newBuilder().addDataPoints(point));
  }

  private static Message metric(Metric.Builder metric) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build();
  }

  @TestFactory
  Stream<DynamicTest> secret_inAnyPlaceUnderAnyDisguise_doesNotReachTheLog() {
    return PLACES.entrySet().stream()
        .flatMap(place ->
            DISGUISES.entrySet().stream()
                .map(disguise ->
                    DynamicTest.dynamicTest(
                        disguise.getKey() + ", " + place.getKey(),
                        () -> slips(place.getValue(), disguise.getValue()))));
  }

  private static TelemetryKind kind(Message request) {
    return switch (request) {
      case ExportLogsServiceRequest logs -> TelemetryKind.LOGS;
      case ExportTraceServiceRequest traces -> TelemetryKind.TRACES;
      default -> TelemetryKind.METRICS;
    };
  }

  private static void slips(Function<String, Message> place, Disguise disguise) throws Exception {
    Message request = place.apply(disguise.text());
    Processed done = Requests.pipeline(2).process(TENANT, kind(request), request.toByteArray(), 1);
    assertThat(done.masked()).isNotEmpty();
    for (Batch part : done.parts()) {
      assertThat(Requests.holds(part.payload(), disguise.raw())).isFalse();
    }
  }

  @Test
  void whatWasMasked_isToldByTheRecord_howeverManyAttributesItHas() throws Exception {
    LogRecord.Builder many = log("x password=" + PASSWORD);
    for (int i = 0; i < 10_000; i++) {
      many.addAttributes(pair("k" + i, "v" + i));
    }
    LogRecord done = Requests.process(many);
    assertThat(Requests.attributes(done.getAttributesList()))
        .containsEntry(TelemetryAttributes.MASKED, "key=1")
        .hasSize(10_001);
  }
}
