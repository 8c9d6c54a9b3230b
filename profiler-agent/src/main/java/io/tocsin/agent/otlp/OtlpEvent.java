package io.tocsin.agent.otlp;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as an OTLP log record (opentelemetry/proto/logs/v1/logs.proto). */
public final class OtlpEvent {
  private static final int TIME = 1;
  private static final int SEVERITY_NUMBER = 2;
  private static final int SEVERITY_TEXT = 3;
  private static final int BODY = 5;
  private static final int ATTRIBUTES = 6;
  private static final int TRACE_ID = 9;
  private static final int SPAN_ID = 10;
  private static final int OBSERVED_TIME = 11;
  private static final int EVENT_NAME = 12;

  private final String name;
  private final EventSeverity severity;
  private final Instant time;
  private final String body;
  private final Map<String, Object> attributes = new LinkedHashMap<String, Object>();
  private @Nullable String traceId;
  private @Nullable String spanId;

  public OtlpEvent(String name, EventSeverity severity, Instant time, String body) {
    this.name = name;
    this.severity = severity;
    this.time = time;
    this.body = body;
    // The record has a field for it since OTLP 1.5; readers older than that look here.
    attributes.put("event.name", name);
  }

  /** Keeps the value that is already there. */
  public OtlpEvent with(String key, @Nullable Object value) {
    if (value != null && !attributes.containsKey(key)) {
      attributes.put(key, value);
    }
    return this;
  }

  public OtlpEvent in(String traceIdHex, String spanIdHex) {
    this.traceId = traceIdHex;
    this.spanId = spanIdHex;
    return this;
  }

  /**
   * @param observed when the agent saw it, by this machine's clock
   */
  public byte[] encode(Instant observed) {
    ProtoWriter out = new ProtoWriter();
    out.fixed64(TIME, nanos(time))
        .varint(SEVERITY_NUMBER, severity.number())
        .text(SEVERITY_TEXT, severity.name())
        .message(BODY, Attributes.value(body));
    Attributes.write(out, ATTRIBUTES, attributes);
    if (traceId != null && spanId != null) {
      out.bytes(TRACE_ID, unhex(traceId)).bytes(SPAN_ID, unhex(spanId));
    }
    return out.fixed64(OBSERVED_TIME, nanos(observed)).text(EVENT_NAME, name).toBytes();
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  private static byte[] unhex(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
