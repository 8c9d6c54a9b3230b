package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import java.util.Map;

/** How many tickets of the ledger stand where. */
public interface TicketTally {
  /** By state; a state that no row is in is absent. */
  Map<TicketEntry.State, Long> counts(TenantId tenant);
}
