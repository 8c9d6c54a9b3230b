package io.tocsin.collector.decode;

import static io.tocsin.collector.Otlp.attribute;
import static io.tocsin.collector.Otlp.id;
import static io.tocsin.collector.Otlp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.Entries;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchDecoderTest {
  private static final long OBSERVED = 1_795_255_200_000_000_000L;
  private static final String TRACE_ID = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN_ID = "eee19b7ec3c1b174";

  private final Entries entries = new Entries();

  @Test
  void aLogRecord_hasEveryFieldOfTheNormalisedDocument() {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(attribute("service.name", "ledger"))
            .addAttributes(attribute("service.version", "1.4.2"))
            .addAttributes(attribute("service.instance.id", "ledger-7"))
            .addAttributes(attribute("deployment.environment.name", "prod"))
            .addAttributes(attribute("cloud.availability_zone", "zone-b"))
            .addAttributes(attribute("vcs.ref.head.revision", "4f1c2d"))
            .addAttributes(attribute("process.command_line", "java -Dpassword=x"))
            .build();
    LogRecord record =
        only(
            ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                    ResourceLogs.newBuilder()
                        .setResource(resource)
                        .addScopeLogs(
                            ScopeLogs.newBuilder()
                                .setScope(InstrumentationScope.newBuilder().setName("bank.Ledger"))
                                .addLogRecords(fullRecord())))
                .build());

    assertThat(record.id().toString()).isEqualTo("7.0.0.0");
    assertThat(record.eventNanos()).isEqualTo(OBSERVED - 1_000);
    assertThat(record.observedNanos()).isEqualTo(OBSERVED);
    assertThat(record.severity()).isEqualTo(Severity.ERROR);
    assertThat(record.severityText()).isEqualTo("SEVERE");
    assertThat(record.source())
        .isEqualTo(new Source("ledger", "1.4.2", "ledger-7", "prod", "zone-b"));
    assertThat(record.traceId()).isEqualTo(TRACE_ID);
    assertThat(record.spanId()).isEqualTo(SPAN_ID);
    assertThat(record.logger()).isEqualTo("bank.Ledger");
    assertThat(record.caller()).isEqualTo("bank.Ledger.settle");
    assertThat(record.thread()).isEqualTo("worker-1");
    assertThat(record.message()).isEqualTo("settlement failed");
    assertThat(record.loadTest()).isTrue();
    assertThat(record.attributes())
        .containsOnly(
            java.util.Map.entry("order", "17"),
            java.util.Map.entry("vcs.ref.head.revision", "4f1c2d"));
  }

  @Test
  void aLogRecord_hasBusinessAndErrorAsThePipelineFoundThem() {
    LogRecord record = only(Otlp.logs(Resource.getDefaultInstance(), fullRecord()));

    assertThat(record.business().account().tokens()).containsExactly("acct_old", "acct_new");
    assertThat(record.business().account().encrypted()).isEqualTo("v1.k.AAAA");
    assertThat(record.business().account().because()).isEqualTo("attribute account_id");
    assertThat(record.business().tenantCode()).isEqualTo("CORP-9");
    assertThat(record.business().operationId()).isEqualTo("op-1");
    assertThat(record.business().businessCode()).isEqualTo("TRANSFER");
    assertThat(record.business().riskLevel()).isEqualTo("high");
    assertThat(record.error())
        .isEqualTo(
            new ErrorInfo(
                ErrorInfo.Tier.INFRASTRUCTURE,
                "DATABASE_TIMEOUT",
                "java.sql.SQLTimeoutException",
                "no answer",
                "java.sql.SQLTimeoutException: no answer\n\tat bank.Ledger.settle(Ledger.java:9)",
                true,
                false));
  }

  private static io.opentelemetry.proto.logs.v1.LogRecord fullRecord() {
    return io.opentelemetry.proto.logs.v1.LogRecord.newBuilder()
        .setTimeUnixNano(OBSERVED - 1_000)
        .setSeverityNumberValue(17)
        .setSeverityText("SEVERE")
        .setTraceId(id(TRACE_ID))
        .setSpanId(id(SPAN_ID))
        .setBody(text("settlement failed"))
        .addAttributes(attribute("thread.name", "worker-1"))
        .addAttributes(attribute("code.namespace", "bank.Ledger"))
        .addAttributes(attribute("code.function", "settle"))
        .addAttributes(attribute("exception.type", "java.sql.SQLTimeoutException"))
        .addAttributes(attribute("exception.message", "no answer"))
        .addAttributes(
            attribute(
                "exception.stacktrace",
                "java.sql.SQLTimeoutException: no answer\n\tat bank.Ledger.settle(Ledger.java:9)"))
        .addAttributes(attribute("order", 17))
        .addAttributes(attribute(TelemetryAttributes.ACCOUNT_TOKENS, "acct_old,acct_new"))
        .addAttributes(attribute(TelemetryAttributes.ACCOUNT_ENCRYPTED, "v1.k.AAAA"))
        .addAttributes(attribute(TelemetryAttributes.ACCOUNT_BECAUSE, "attribute account_id"))
        .addAttributes(attribute(TelemetryAttributes.TENANT_CODE, "CORP-9"))
        .addAttributes(attribute(TelemetryAttributes.OPERATION_ID, "op-1"))
        .addAttributes(attribute(TelemetryAttributes.BUSINESS_CODE, "TRANSFER"))
        .addAttributes(attribute(TelemetryAttributes.RISK_LEVEL, "high"))
        .addAttributes(attribute(TelemetryAttributes.ERROR_KIND, "infrastructure"))
        .addAttributes(attribute(TelemetryAttributes.ERROR_CODE, "DATABASE_TIMEOUT"))
        .addAttributes(attribute(TelemetryAttributes.ERROR_RETRYABLE, "true"))
        .addAttributes(attribute(TelemetryAttributes.LOAD_TEST, "true"))
        .build();
  }

  @Test
  void anEmptyRecord_hasTheDefaultsThatOpenTelemetryAsksFor() {
    LogRecord record =
        only(
            Otlp.logs(
                Resource.getDefaultInstance(),
                io.opentelemetry.proto.logs.v1.LogRecord.getDefaultInstance()));

    assertThat(record.source()).isEqualTo(new Source("unknown_service", null, null, "", null));
    assertThat(record.eventNanos()).isEqualTo(OBSERVED);
    assertThat(record.severity()).isEqualTo(Severity.UNSPECIFIED);
    assertThat(record.traceId()).isNull();
    assertThat(record.error()).isNull();
    assertThat(record.message()).isEmpty();
  }

  @Test
  void anUncaughtException_isKnownByItsEventNameFromFieldOrAttribute() {
    var byField =
        io.opentelemetry.proto.logs.v1.LogRecord.newBuilder()
            .setEventName("jvm.exception.uncaught")
            .addAttributes(attribute("exception.type", "java.lang.IllegalStateException"))
            .addAttributes(attribute("exception.message", "no ledger"));
    var byAttribute =
        byField
            .clone()
            .clearEventName()
            .addAttributes(attribute("event.name", "jvm.exception.uncaught"));

    List<LogRecord> records =
        Entries.decode(
                entries.of(
                    Otlp.logs(Resource.getDefaultInstance(), byField.build(), byAttribute.build()),
                    OBSERVED))
            .logs();

    assertThat(records)
        .hasSize(2)
        .allSatisfy(record -> {
          assertThat(record.eventName()).isEqualTo("jvm.exception.uncaught");
          assertThat(record.error().uncaught()).isTrue();
          assertThat(record.message()).isEqualTo("java.lang.IllegalStateException: no ledger");
        });
  }

  @Test
  void aStructuredBody_isRenderedAsJson() {
    AnyValue body =
        AnyValue.newBuilder()
            .setKvlistValue(
                KeyValueList.newBuilder()
                    .addValues(attribute("order", 17))
                    .addValues(attribute("state", "<\"settled\">"))
                    .addValues(
                        io.opentelemetry.proto.common.v1.KeyValue.newBuilder()
                            .setKey("steps")
                            .setValue(
                                AnyValue.newBuilder()
                                    .setArrayValue(
                                        ArrayValue.newBuilder()
                                            .addValues(AnyValue.newBuilder().setBoolValue(true))
                                            .addValues(
                                                AnyValue.newBuilder().setDoubleValue(Double.NaN))
                                            .addValues(AnyValue.getDefaultInstance())))))
            .build();

    LogRecord record =
        only(
            Otlp.logs(
                Resource.getDefaultInstance(),
                io.opentelemetry.proto.logs.v1.LogRecord.newBuilder().setBody(body).build()));

    assertThat(record.message())
        .isEqualTo("{\"order\":17,\"state\":\"<\\\"settled\\\">\",\"steps\":[true,NaN,null]}");
  }

  @Test
  void aClockFarFromOurs_isFlaggedAndNotCorrected() {
    LogRecord record =
        only(
            Otlp.logs(
                Resource.getDefaultInstance(),
                io.opentelemetry.proto.logs.v1.LogRecord.newBuilder()
                    .setTimeUnixNano(OBSERVED + 400_000_000_000L)
                    .build()));

    assertThat(record.eventNanos()).isEqualTo(OBSERVED + 400_000_000_000L);
    assertThat(record.attributes()).containsEntry("tocsin.skew_seconds", "-400");
  }

  @Test
  void whatIsTooLongOrTooMuch_isCut() {
    var wire = io.opentelemetry.proto.logs.v1.LogRecord.newBuilder();
    for (int i = 0; i < 1_000; i++) {
      wire.addAttributes(attribute("k" + i, "v".repeat(10_000)));
    }
    String frame = "\tat bank.Ledger.settle(Ledger.java:9)\n";
    String stack = "java.lang.StackOverflowError\n" + frame.repeat(100_000) + "Caused by: last";
    wire.addAttributes(attribute("exception.stacktrace", stack));
    wire.addAttributes(attribute(TelemetryAttributes.ERROR_CODE, "X"));
    wire.addAttributes(attribute(TelemetryAttributes.MASKED, "card=1"));
    wire.setBody(text("m".repeat(100_000)));

    LogRecord record = only(Otlp.logs(Resource.getDefaultInstance(), wire.build()));

    assertThat(record.attributes()).hasSize(Defaults.DECODE.maxAttributes());
    assertThat(record.attributes()).containsEntry(TelemetryAttributes.MASKED, "card=1");
    assertThat(record.attributes().get("k0")).hasSize(4_096).endsWith("v…");
    assertThat(record.message()).hasSize(32_768);
    assertThat(record.error().code()).isEqualTo("X");
    assertThat(record.error().stack())
        .hasSizeLessThan(Defaults.DECODE.maxStackChars() + 100)
        .startsWith("java.lang.StackOverflowError\n\tat bank.Ledger.settle(Ledger.java:9)\n")
        .containsPattern("settle\\(Ledger.java:9\\)\n\t... [0-9,]+ characters left out\n\tat bank")
        .endsWith("Caused by: last");
  }

  @Test
  void shortTextsThatAreLong_areCutToo() {
    String longText = "n".repeat(100_000);
    LogRecord record =
        only(
            Otlp.logs(
                Otlp.resource(longText, longText),
                io.opentelemetry.proto.logs.v1.LogRecord.newBuilder()
                    .setSeverityText(longText)
                    .setEventName(longText)
                    .addAttributes(attribute("thread.name", longText))
                    .addAttributes(attribute("exception.type", longText))
                    .build()));

    assertThat(
            List.of(
                record.source().service(),
                record.source().instance(),
                record.severityText(),
                record.eventName(),
                record.thread(),
                record.error().type()))
        .allSatisfy(text -> assertThat(text).hasSize(4_096));
  }

  @Test
  void anEntryThatIsNoProtobuf_isUndecodable() {
    LogEntry entry = entries.of(TelemetryKind.LOGS, new byte[] {1, 2, 3}, OBSERVED);

    assertThatThrownBy(() -> new BatchDecoder(InMemoryLog.EPOCH, Defaults.DECODE).decode(entry))
        .isInstanceOf(UndecodableEntryException.class)
        .hasMessageContaining("cannot be decoded");
  }

  private static Event exception(String type, String message) {
    return Event.newBuilder()
        .setName("exception")
        .addAttributes(attribute("exception.type", type))
        .addAttributes(attribute("exception.message", message))
        .build();
  }

  private LogRecord only(ExportLogsServiceRequest request) {
    return Entries.decode(entries.of(request, OBSERVED)).logs().getFirst();
  }
}
