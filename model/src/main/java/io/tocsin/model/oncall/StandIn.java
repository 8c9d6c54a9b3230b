package io.tocsin.model.oncall;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody stands in for whoever's turn it is.
 *
 * @param by who made it
 * @param endedBy who took it back; null where nobody did
 */
public record StandIn(
    UUID id,
    TenantId tenant,
    String schedule,
    String layer,
    String person,
    Instant from,
    Instant until,
    String by,
    String why,
    Instant madeAt,
    @Nullable String endedBy) {
  boolean covers(Instant at) {
    return endedBy == null && !from.isAfter(at) && until.isAfter(at);
  }
}
