package io.tocsin.web.status;

import io.tocsin.model.TenantId;

/** Looks at every part of the running server. Cheap: pages ask at each load. */
public interface StatusSource {
  /**
   * Counts are the tenant's; health, readers and disk are everybody's. Pages show {@link
   * ServerStatus#asSeenBy}.
   */
  ServerStatus status(TenantId tenant);
}
