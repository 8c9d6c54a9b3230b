package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import java.util.UUID;

/** Names whom an incident touched. */
public interface AffectedSearch {
  /**
   * Nobody for an incident of another tenant.
   *
   * @param limit of each kind
   */
  Affected affected(TenantId tenant, UUID incident, int limit);
}
