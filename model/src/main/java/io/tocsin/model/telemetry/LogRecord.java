package io.tocsin.model.telemetry;

import io.tocsin.model.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The normalised log document. Crashes are log records with an event name.
 *
 * @param eventNanos when it happened, by the sender's clock
 * @param observedNanos when our collector got it; windows run on this one
 * @param severityText as sent, such as "WARNING"
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param logger name of the instrumentation scope
 * @param caller {@code code.function.name} or class and method of the log call
 * @param templateId of the mined message template
 * @param eventName {@code event.name}, such as jvm.exception.uncaught
 * @param loadTest coloured traffic: stored and shown, never a production ticket
 * @param attributes what has no field of its own; values as text
 */
public record LogRecord(
    RecordId id,
    TenantId tenant,
    long eventNanos,
    long observedNanos,
    Severity severity,
    String severityText,
    Source source,
    @Nullable String traceId,
    @Nullable String spanId,
    Business business,
    @Nullable String logger,
    @Nullable String caller,
    @Nullable String thread,
    String message,
    @Nullable String templateId,
    @Nullable ErrorInfo error,
    @Nullable String eventName,
    boolean loadTest,
    Map<String, String> attributes) {
  /** Attribute that says how a record without a trace id got one. */
  public static final String TRACE_BECAUSE = "tocsin.trace.because";

  public LogRecord {
    attributes = Map.copyOf(attributes);
  }

  public LogRecord withAccount(AccountRef joined) {
    return withBusiness(business.withAccount(joined));
  }

  public LogRecord withBusiness(Business joined) {
    return new LogRecord(
        id,
        tenant,
        eventNanos,
        observedNanos,
        severity,
        severityText,
        source,
        traceId,
        spanId,
        joined,
        logger,
        caller,
        thread,
        message,
        templateId,
        error,
        eventName,
        loadTest,
        attributes);
  }

  public LogRecord withTemplate(@Nullable String mined) {
    return new LogRecord(
        id,
        tenant,
        eventNanos,
        observedNanos,
        severity,
        severityText,
        source,
        traceId,
        spanId,
        business,
        logger,
        caller,
        thread,
        message,
        mined,
        error,
        eventName,
        loadTest,
        attributes);
  }

  public LogRecord withAttribute(String name, String value) {
    Map<String, String> more = new HashMap<>(attributes);
    more.put(name, value);
    return new LogRecord(
        id,
        tenant,
        eventNanos,
        observedNanos,
        severity,
        severityText,
        source,
        traceId,
        spanId,
        business,
        logger,
        caller,
        thread,
        message,
        templateId,
        error,
        eventName,
        loadTest,
        more);
  }

  public LogRecord withLoadTest() {
    return new LogRecord(
        id,
        tenant,
        eventNanos,
        observedNanos,
        severity,
        severityText,
        source,
        traceId,
        spanId,
        business,
        logger,
        caller,
        thread,
        message,
        templateId,
        error,
        eventName,
        true,
        attributes);
  }

  /** The reason goes to the attribute {@link #TRACE_BECAUSE}. */
  public LogRecord withTrace(String joinedTraceId, @Nullable String joinedSpanId, String because) {
    Map<String, String> withReason = new HashMap<>(attributes);
    withReason.put(TRACE_BECAUSE, because);
    return new LogRecord(
        id,
        tenant,
        eventNanos,
        observedNanos,
        severity,
        severityText,
        source,
        joinedTraceId,
        joinedSpanId,
        business,
        logger,
        caller,
        thread,
        message,
        templateId,
        error,
        eventName,
        loadTest,
        withReason);
  }
}
