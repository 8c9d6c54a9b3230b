package io.tocsin.collector.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.wire.Fields;
import io.tocsin.collector.wire.WireException;
import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One OTLP log record to the normalised log document. */
final class LogDecoder {
  private static final String UNCAUGHT = "jvm.exception.uncaught";

  /** Seconds by which the event's clock was before ours (negative: ahead), past five minutes. */
  static final String SKEW = "tocsin.skew_seconds";

  private static final long SKEW_NANOS = 300_000_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Fields of LogRecord. */
  private static final int TIME = 1 << 3 | 1;

  private static final int SEVERITY_NUMBER = 2 << 3;
  private static final int SEVERITY_TEXT = 3 << 3 | 2;
  private static final int BODY = 5 << 3 | 2;
  private static final int ATTRIBUTES = 6 << 3 | 2;
  private static final int TRACE_ID = 9 << 3 | 2;
  private static final int SPAN_ID = 10 << 3 | 2;
  private static final int OBSERVED_TIME = 11 << 3 | 1;
  private static final int EVENT_NAME = 12 << 3 | 2;

  private final DecodeConfig config;
  private final Names names;
  private final BusinessDecoder businesses;
  private final ErrorDecoder errors;

  LogDecoder(DecodeConfig config, Names names, BusinessDecoder businesses) {
    this.config = config;
    this.names = names;
    this.businesses = businesses;
    this.errors = new ErrorDecoder(config);
  }

  /** What stands in the fields of a record itself. */
  private static final class Wire {
    long timeNanos;
    long observedThereNanos;
    int severity;
    String severityText = "";
    EncodedValue body = EncodedValue.NONE;
    @Nullable String traceId;
    @Nullable String spanId;
    String eventName = "";
  }

  /**
   * @param scope its name, empty for none
   * @param bytes the encoded record, from {@code from} to {@code to}
   */
  LogRecord decode(
      RecordId id,
      TenantId tenant,
      long observedNanos,
      ResourceDecoder.Decoded resource,
      String scope,
      byte[] bytes,
      int from,
      int to)
      throws WireException {
    Attributes attributes = new Attributes(config, names);
    Wire wire = read(bytes, from, to, attributes);
    String eventName = attributes.take("event.name");
    eventName = wire.eventName.isEmpty() ? eventName : cut(wire.eventName);
    Severity severity = Severity.ofNumber(wire.severity);
    ErrorInfo error = errors.decode(attributes, attributes, null, null, UNCAUGHT.equals(eventName));
    String caller = caller(attributes);
    String thread = attributes.take("thread.name");
    boolean loadTest = attributes.takeFlag(TelemetryAttributes.LOAD_TEST);
    var business = businesses.decode(attributes);
    long eventNanos = eventNanos(wire, observedNanos);
    Map<String, String> rest = attributes.rest(resource.kept());
    if (Math.abs(observedNanos - eventNanos) > SKEW_NANOS) {
      rest.put(SKEW, Long.toString((observedNanos - eventNanos) / NANOS_PER_SECOND));
    }
    return new LogRecord(
        id,
        tenant,
        eventNanos,
        observedNanos,
        severity,
        wire.severityText.isEmpty() ? severity.name() : cut(wire.severityText),
        resource.source(),
        wire.traceId,
        wire.spanId,
        business,
        scope.isEmpty() ? null : cut(scope),
        caller,
        thread,
        Cut.end(message(wire.body, error, eventName), config.maxMessageChars()),
        null,
        error,
        eventName,
        loadTest,
        rest);
  }

  private Wire read(byte[] bytes, int from, int to, Attributes attributes) throws WireException {
    Wire wire = new Wire();
    Fields fields = new Fields(bytes, from, to);
    while (fields.next()) {
      switch (fields.tag()) {
        case TIME -> wire.timeNanos = fields.number();
        case OBSERVED_TIME -> wire.observedThereNanos = fields.number();
        case SEVERITY_NUMBER -> wire.severity = (int) fields.number();
        case SEVERITY_TEXT -> wire.severityText = names.of(bytes, fields.start(), fields.end());
        case BODY -> wire.body = new EncodedValue(bytes, fields.start(), fields.end());
        case ATTRIBUTES -> attributes.add(bytes, fields.start(), fields.end());
        case TRACE_ID -> wire.traceId = Ids.trace(bytes, fields);
        case SPAN_ID -> wire.spanId = Ids.span(bytes, fields);
        case EVENT_NAME ->
            wire.eventName =
                new String(bytes, fields.start(), fields.end() - fields.start(), UTF_8);
        default -> {}
      }
    }
    return wire;
  }

  private String cut(String text) {
    return Cut.end(text, config.maxAttributeChars());
  }

  /** Zero stands for unknown (OTLP logs data model); what overflows a long is no time either. */
  private static long eventNanos(Wire wire, long observed) {
    if (wire.timeNanos > 0) {
      return wire.timeNanos;
    }
    return wire.observedThereNanos > 0 ? wire.observedThereNanos : observed;
  }

  private static String message(
      EncodedValue value, @Nullable ErrorInfo error, @Nullable String eventName) {
    String body = ValueText.of(value);
    if (!body.isEmpty()) {
      return body;
    }
    if (error != null && error.type() != null) {
      return error.message() == null ? error.type() : error.type() + ": " + error.message();
    }
    return eventName == null ? "" : eventName;
  }

  private static @Nullable String caller(Attributes attributes) {
    String name = attributes.take("code.function.name");
    String namespace = attributes.take("code.namespace");
    String function = attributes.take("code.function");
    if (name != null || function == null) {
      return name;
    }
    return namespace == null ? function : namespace + '.' + function;
  }
}
