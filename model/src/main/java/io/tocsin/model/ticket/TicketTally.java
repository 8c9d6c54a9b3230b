package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import java.util.Map;

/** How many tickets of the ledger stand where. */
public interface TicketTally {
  /** By state; a state that no row is in is absent. */
  Map<EffectState, Long> counts(TenantId tenant);
}
