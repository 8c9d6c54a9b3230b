package io.tocsin.model.access;

import io.tocsin.model.TenantId;
import java.util.Optional;

/** Who may send telemetry, and as which tenant. Safe for many threads. */
public interface IngestTokens {
  /**
   * The tenant that this bearer token stands for; empty for an unknown one. How long it takes tells
   * nothing about how much of the token was right.
   */
  Optional<TenantId> tenantOf(String bearer);
}
