package io.tocsin.model.latency;

import io.tocsin.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param service null for all
 * @param operation null for all
 * @param from inclusive, by the window's start
 * @param to exclusive
 * @param limit windows at most, 1 to 100,000; past it the oldest are left out
 */
public record LatencyQuery(
    TenantId tenant,
    @Nullable String service,
    @Nullable String environment,
    @Nullable String operation,
    Instant from,
    Instant to,
    int limit) {
  public LatencyQuery {
    if (limit < 1 || limit > 100_000) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to 100000)");
    }
  }
}
