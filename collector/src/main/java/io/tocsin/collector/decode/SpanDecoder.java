package io.tocsin.collector.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.wire.Fields;
import io.tocsin.collector.wire.WireException;
import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One OTLP span to ours. */
final class SpanDecoder {
  private static final String EXCEPTION = "exception";

  /** W3C allows a member so many characters. */
  private static final int MAX_TRACESTATE = 256;

  /** Fields of Span. */
  private static final int TRACE_ID = 1 << 3 | 2;

  private static final int SPAN_ID = 2 << 3 | 2;
  private static final int TRACE_STATE = 3 << 3 | 2;
  private static final int PARENT_SPAN_ID = 4 << 3 | 2;
  private static final int NAME = 5 << 3 | 2;
  private static final int KIND = 6 << 3;
  private static final int START = 7 << 3 | 1;
  private static final int END = 8 << 3 | 1;
  private static final int ATTRIBUTES = 9 << 3 | 2;
  private static final int EVENTS = 11 << 3 | 2;
  private static final int STATUS = 15 << 3 | 2;

  /** Fields of Span.Event. */
  private static final int EVENT_NAME = 2 << 3 | 2;

  private static final int EVENT_ATTRIBUTES = 3 << 3 | 2;

  /** Fields of Status. */
  private static final int STATUS_MESSAGE = 2 << 3 | 2;

  private static final int STATUS_CODE = 3 << 3;
  private static final int STATUS_CODE_ERROR = 2;

  private final DecodeConfig config;
  private final Names names;
  private final BusinessDecoder businesses;
  private final ErrorDecoder errors;

  SpanDecoder(DecodeConfig config, Names names, BusinessDecoder businesses) {
    this.config = config;
    this.names = names;
    this.businesses = businesses;
    this.errors = new ErrorDecoder(config);
  }

  /** What stands in the fields of a span itself. */
  private static final class Wire {
    @Nullable String traceId;
    @Nullable String spanId;
    @Nullable String parentSpanId;
    String traceState = "";
    String name = "";
    int kind;
    long startNanos;
    long endNanos;
    boolean failed;
    String status = "";

    /** Of the last exception event: it is the one that ended the span. */
    @Nullable Attributes exception;
  }

  /**
   * Null for a span without a valid id: nothing can refer to it.
   *
   * @param bytes the encoded span, from {@code from} to {@code to}
   */
  @Nullable Span decode(
      RecordId id,
      TenantId tenant,
      long observedNanos,
      ResourceDecoder.Decoded resource,
      byte[] bytes,
      int from,
      int to)
      throws WireException {
    Attributes attributes = new Attributes(config, names);
    Wire wire = read(bytes, from, to, attributes);
    if (wire.traceId == null || wire.spanId == null) {
      return null;
    }
    ErrorInfo error = error(wire, attributes);
    var business = businesses.decode(attributes);
    String thread = attributes.take("thread.name");
    long threadId = number(attributes.take("thread.id"));
    boolean loadTest = attributes.takeFlag(TelemetryAttributes.LOAD_TEST);
    long start = wire.startNanos > 0 ? wire.startNanos : observedNanos;
    return new Span(
        id,
        tenant,
        start,
        Math.max(start, wire.endNanos),
        observedNanos,
        resource.source(),
        wire.traceId,
        wire.spanId,
        wire.parentSpanId,
        Cut.end(wire.name, config.maxAttributeChars()),
        kind(wire.kind),
        wire.failed,
        error,
        business,
        thread,
        threadId,
        loadTest,
        withTracestate(attributes.rest(resource.kept()), wire.traceState));
  }

  private Wire read(byte[] bytes, int from, int to, Attributes attributes) throws WireException {
    Wire wire = new Wire();
    Fields fields = new Fields(bytes, from, to);
    while (fields.next()) {
      switch (fields.tag()) {
        case TRACE_ID -> wire.traceId = Ids.trace(bytes, fields);
        case SPAN_ID -> wire.spanId = Ids.span(bytes, fields);
        case PARENT_SPAN_ID -> wire.parentSpanId = Ids.span(bytes, fields);
        case TRACE_STATE -> wire.traceState = text(bytes, fields);
        case NAME -> wire.name = text(bytes, fields);
        case KIND -> wire.kind = (int) fields.number();
        case START -> wire.startNanos = fields.number();
        case END -> wire.endNanos = fields.number();
        case ATTRIBUTES -> attributes.add(bytes, fields.start(), fields.end());
        case EVENTS -> event(wire, bytes, fields.start(), fields.end());
        case STATUS -> status(wire, bytes, fields.start(), fields.end());
        default -> {}
      }
    }
    return wire;
  }

  private static String text(byte[] bytes, Fields field) {
    return new String(bytes, field.start(), field.end() - field.start(), UTF_8);
  }

  private void event(Wire wire, byte[] bytes, int from, int to) throws WireException {
    Attributes attributes = new Attributes(config, names);
    String name = "";
    Fields fields = new Fields(bytes, from, to);
    while (fields.next()) {
      if (fields.tag() == EVENT_NAME) {
        name = names.of(bytes, fields.start(), fields.end());
      } else if (fields.tag() == EVENT_ATTRIBUTES) {
        attributes.add(bytes, fields.start(), fields.end());
      }
    }
    if (name.equals(EXCEPTION)) {
      wire.exception = attributes;
    }
  }

  private static void status(Wire wire, byte[] bytes, int from, int to) throws WireException {
    Fields fields = new Fields(bytes, from, to);
    while (fields.next()) {
      if (fields.tag() == STATUS_MESSAGE) {
        wire.status = text(bytes, fields);
      } else if (fields.tag() == STATUS_CODE) {
        wire.failed = (int) fields.number() == STATUS_CODE_ERROR;
      }
    }
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

  private @Nullable ErrorInfo error(Wire wire, Attributes attributes) {
    if (wire.exception == null && !wire.failed) {
      return null;
    }
    String errorType = attributes.peek("error.type");
    return errors.decode(
        wire.exception == null ? new Attributes(config, names) : wire.exception,
        attributes,
        wire.failed ? errorType : null,
        wire.failed && !wire.status.isEmpty() ? wire.status : null,
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
