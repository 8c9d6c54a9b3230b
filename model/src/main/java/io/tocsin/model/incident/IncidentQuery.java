package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param states any of these; empty for all
 * @param text words to find in exception type, message, culprit and service
 * @param sort by these columns, newest or largest first
 * @param offset 0 or more
 * @param limit 1 to 200
 */
public record IncidentQuery(
    TenantId tenant,
    Set<Incident.State> states,
    @Nullable String service,
    @Nullable String environment,
    @Nullable String text,
    Sort sort,
    int offset,
    int limit) {
  public enum Sort {
    LAST_SEEN,
    OPENED,
    OCCURRENCES,
    ACCOUNTS
  }

  public IncidentQuery {
    states = Set.copyOf(states);
    if (limit < 1 || limit > 200) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to 200)");
    }
  }
}
