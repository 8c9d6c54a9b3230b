package io.tocsin.collector.decode;

import io.tocsin.collector.TelemetryAttributes;
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

  private final DecodeConfig config;
  private final ErrorDecoder errors;

  LogDecoder(DecodeConfig config) {
    this.config = config;
    this.errors = new ErrorDecoder(config);
  }

  LogRecord decode(
      RecordId id,
      TenantId tenant,
      long observedNanos,
      ResourceDecoder.Decoded resource,
      String scope,
      io.opentelemetry.proto.logs.v1.LogRecord wire) {
    Attributes attributes = new Attributes(wire.getAttributesList(), config);
    String eventName = attributes.take("event.name");
    eventName = wire.getEventName().isEmpty() ? eventName : cut(wire.getEventName());
    Severity severity = Severity.ofNumber(wire.getSeverityNumberValue());
    ErrorInfo error = errors.decode(attributes, attributes, null, null, UNCAUGHT.equals(eventName));
    String caller = caller(attributes);
    String thread = attributes.take("thread.name");
    boolean loadTest = attributes.takeFlag(TelemetryAttributes.LOAD_TEST);
    var business = BusinessDecoder.decode(attributes);
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
        wire.getSeverityText().isEmpty() ? severity.name() : cut(wire.getSeverityText()),
        resource.source(),
        Ids.trace(wire.getTraceId()),
        Ids.span(wire.getSpanId()),
        business,
        scope.isEmpty() ? null : cut(scope),
        caller,
        thread,
        Cut.end(message(wire, error, eventName), config.maxMessageChars()),
        null,
        error,
        eventName,
        loadTest,
        rest);
  }

  private String cut(String text) {
    return Cut.end(text, config.maxAttributeChars());
  }

  /** Zero stands for unknown (OTLP logs data model); what overflows a long is no time either. */
  private static long eventNanos(io.opentelemetry.proto.logs.v1.LogRecord wire, long observed) {
    if (wire.getTimeUnixNano() > 0) {
      return wire.getTimeUnixNano();
    }
    return wire.getObservedTimeUnixNano() > 0 ? wire.getObservedTimeUnixNano() : observed;
  }

  private static String message(
      io.opentelemetry.proto.logs.v1.LogRecord wire,
      @Nullable ErrorInfo error,
      @Nullable String eventName) {
    String body = ValueText.of(wire.getBody());
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
