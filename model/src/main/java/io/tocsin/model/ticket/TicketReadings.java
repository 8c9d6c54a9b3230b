package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;

/** Where it is kept how tickets stood when they were read back. */
@FunctionalInterface
public interface TicketReadings {
  /** False, and nothing written, where no row opens a ticket of that key. */
  boolean note(TenantId tenant, TicketKey ticket, TicketReading reading);
}
