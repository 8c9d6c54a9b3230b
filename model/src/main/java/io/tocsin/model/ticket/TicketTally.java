package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import java.util.Map;

/** How many rows of the ticket ledger stand where. */
public interface TicketTally {
  /** By state; a state that no row is in is absent. */
  Map<TicketEntry.State, Long> counts(TenantId tenant);
}
