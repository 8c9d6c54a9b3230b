package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;

/** What is new, for those who look at each new incident. */
@FunctionalInterface
public interface OpenedIncidents {
  /**
   * Of those that are open or acknowledged, the oldest first.
   *
   * @param since itself included
   * @param limit 1 or more
   */
  List<OpenedIncident> openedSince(TenantId tenant, Instant since, int limit);
}
