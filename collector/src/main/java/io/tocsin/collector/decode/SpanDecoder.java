package io.tocsin.collector.decode;

import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One OTLP span to ours. */
final class SpanDecoder {
  private static final String EXCEPTION = "exception";

  /** W3C allows a member so many characters. */
  private static final int MAX_TRACESTATE = 256;

  private final DecodeConfig config;
  private final ErrorDecoder errors;

  SpanDecoder(DecodeConfig config) {
    this.config = config;
    this.errors = new ErrorDecoder(config);
  }

  /** Null for a span without a valid id: nothing can refer to it. */
  @Nullable Span decode(
      RecordId id,
      TenantId tenant,
      long observedNanos,
      ResourceDecoder.Decoded resource,
      io.opentelemetry.proto.trace.v1.Span wire) {
    String traceId = Ids.trace(wire.getTraceId());
    String spanId = Ids.span(wire.getSpanId());
    if (traceId == null || spanId == null) {
      return null;
    }
    Attributes attributes = new Attributes(wire.getAttributesList(), config);
    boolean failed = wire.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
    ErrorInfo error = error(wire, attributes, failed);
    var business = BusinessDecoder.decode(attributes);
    String thread = attributes.take("thread.name");
    long threadId = number(attributes.take("thread.id"));
    boolean loadTest = attributes.takeFlag(TelemetryAttributes.LOAD_TEST);
    long start = wire.getStartTimeUnixNano() > 0 ? wire.getStartTimeUnixNano() : observedNanos;
    return new Span(
        id,
        tenant,
        start,
        Math.max(start, wire.getEndTimeUnixNano()),
        observedNanos,
        resource.source(),
        traceId,
        spanId,
        Ids.span(wire.getParentSpanId()),
        Cut.end(wire.getName(), config.maxAttributeChars()),
        kind(wire.getKindValue()),
        failed,
        error,
        business,
        thread,
        threadId,
        loadTest,
        withTracestate(attributes.rest(resource.kept()), wire.getTraceState()));
  }

  /** Keeps OpenTelemetry's own member: {@code th} and {@code rv} say how it was sampled. */
  private static Map<String, String> withTracestate(Map<String, String> rest, String state) {
    for (String member : state.split(",", -1)) {
      String ours = member.strip();
      if (ours.startsWith("ot=") && ours.length() <= MAX_TRACESTATE) {
        rest.put(TelemetryAttributes.TRACESTATE_OT, ours.substring(3));
      }
    }
    return rest;
  }

  /** The last exception event counts: it is the one that ended the span. */
  private @Nullable ErrorInfo error(
      io.opentelemetry.proto.trace.v1.Span wire, Attributes attributes, boolean failed) {
    List<Event> exceptions =
        wire.getEventsList().stream().filter(event -> event.getName().equals(EXCEPTION)).toList();
    String errorType = attributes.peek("error.type");
    if (exceptions.isEmpty() && !failed) {
      return null;
    }
    String status = wire.getStatus().getMessage();
    Attributes exception =
        new Attributes(
            exceptions.isEmpty() ? List.of() : exceptions.getLast().getAttributesList(), config);
    return errors.decode(
        exception,
        attributes,
        failed ? errorType : null,
        failed && !status.isEmpty() ? status : null,
        false);
  }

  private static Span.Kind kind(int number) {
    Span.Kind[] kinds = Span.Kind.values();
    return number < 0 || number >= kinds.length ? Span.Kind.UNSPECIFIED : kinds[number];
  }

  private static long number(@Nullable String text) {
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
