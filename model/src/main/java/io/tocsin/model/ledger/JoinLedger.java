package io.tocsin.model.ledger;

import io.tocsin.model.TenantId;

/** What became of records that came without a trace or an account. */
public interface JoinLedger {
  JoinLine joins(TenantId tenant);
}
