package io.tocsin.model.store;

import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to find; all that is given must hold. Names its tenant and a limit, always.
 *
 * @param from inclusive, by event time
 * @param to exclusive
 * @param traceId 32 hex digits
 * @param accountTokens any of these (two during a key rotation); never a raw id
 * @param tenantCode the business attribute
 * @param errorCode of the error model
 * @param minSeverity log records only
 * @param fields further ones, each with the values of which the record must have one
 * @param text words that must all occur in message, exception message or type
 * @param cursor from {@link Page#next}
 * @param limit 1 to 1,000
 */
public record TelemetryQuery(
    TenantId tenant,
    Instant from,
    Instant to,
    @Nullable String traceId,
    List<String> accountTokens,
    @Nullable String tenantCode,
    @Nullable String errorCode,
    @Nullable String service,
    @Nullable Severity minSeverity,
    Map<SearchField, List<String>> fields,
    @Nullable String text,
    Order order,
    @Nullable String cursor,
    int limit) {
  public static final int MAX_LIMIT = 1_000;

  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  public TelemetryQuery {
    accountTokens = List.copyOf(accountTokens);
    fields = Map.copyOf(fields);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to 1000)");
    }
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("from: " + from + " (expected: not after to " + to + ")");
    }
  }

  /** Without further fields. */
  public TelemetryQuery(
      TenantId tenant,
      Instant from,
      Instant to,
      @Nullable String traceId,
      List<String> accountTokens,
      @Nullable String tenantCode,
      @Nullable String errorCode,
      @Nullable String service,
      @Nullable Severity minSeverity,
      @Nullable String text,
      Order order,
      @Nullable String cursor,
      int limit) {
    this(
        tenant,
        from,
        to,
        traceId,
        accountTokens,
        tenantCode,
        errorCode,
        service,
        minSeverity,
        Map.of(),
        text,
        order,
        cursor,
        limit);
  }

  /** Everything of one trace, oldest first. */
  public static TelemetryQuery ofTrace(
      TenantId tenant, String traceId, Instant from, Instant to, int limit) {
    return new TelemetryQuery(
        tenant,
        from,
        to,
        traceId,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        Order.OLDEST_FIRST,
        null,
        limit);
  }
}
