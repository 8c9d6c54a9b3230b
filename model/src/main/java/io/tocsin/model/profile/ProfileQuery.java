package io.tocsin.model.profile;

import io.tocsin.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which samples; all that is given must hold. Names its tenant and a time, always.
 *
 * @param service null for all services, which only makes sense with an instance or a trace
 * @param traceId only samples taken while a span of that trace was active, 32 hex digits
 * @param from inclusive
 * @param to exclusive
 */
public record ProfileQuery(
    TenantId tenant,
    @Nullable String service,
    @Nullable String environment,
    @Nullable String version,
    @Nullable String instance,
    @Nullable String traceId,
    ProfileType type,
    Instant from,
    Instant to) {
  public ProfileQuery {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("from: " + from + " (expected: not after to " + to + ")");
    }
  }
}
