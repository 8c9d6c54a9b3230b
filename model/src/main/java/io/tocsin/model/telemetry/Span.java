package io.tocsin.model.telemetry;

import io.tocsin.model.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a trace.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param parentSpanId null for a root span
 * @param thread {@code thread.name} at the start of the span
 * @param threadId {@code thread.id}, -1 where absent
 * @param error what its exception event or status said; null where it did not fail
 * @param attributes values as text
 */
public record Span(
    RecordId id,
    TenantId tenant,
    long startNanos,
    long endNanos,
    long observedNanos,
    Source source,
    String traceId,
    String spanId,
    @Nullable String parentSpanId,
    String name,
    Kind kind,
    boolean failed,
    @Nullable ErrorInfo error,
    Business business,
    @Nullable String thread,
    long threadId,
    boolean loadTest,
    Map<String, String> attributes) {
  /** OTLP SpanKind, in the order of its numbers. */
  public enum Kind {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  public Span {
    attributes = Map.copyOf(attributes);
  }

  /** With which a request or message enters the service. */
  public boolean isEntry() {
    return kind == Kind.SERVER || kind == Kind.CONSUMER;
  }

  /** What an incident calls it: {@code POST /transfers}, else its name without ids. */
  public String operation() {
    String endpoint = Endpoint.of(attributes);
    return endpoint == null ? Endpoint.ofName(name) : endpoint;
  }

  public Span withAccount(AccountRef joined) {
    return withBusiness(business.withAccount(joined));
  }

  public Span withAttribute(String name, String value) {
    Map<String, String> more = new HashMap<>(attributes);
    more.put(name, value);
    return new Span(
        id,
        tenant,
        startNanos,
        endNanos,
        observedNanos,
        source,
        traceId,
        spanId,
        parentSpanId,
        this.name,
        kind,
        failed,
        error,
        business,
        thread,
        threadId,
        loadTest,
        more);
  }

  public Span withLoadTest() {
    return new Span(
        id,
        tenant,
        startNanos,
        endNanos,
        observedNanos,
        source,
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        failed,
        error,
        business,
        thread,
        threadId,
        true,
        attributes);
  }

  public Span withBusiness(Business joined) {
    return new Span(
        id,
        tenant,
        startNanos,
        endNanos,
        observedNanos,
        source,
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        failed,
        error,
        joined,
        thread,
        threadId,
        loadTest,
        attributes);
  }
}
