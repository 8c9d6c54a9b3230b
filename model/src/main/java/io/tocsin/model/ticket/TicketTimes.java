package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;

/** How soon tickets were there. */
public interface TicketTimes {
  /**
   * Of the tickets that were filed since then, the newest first.
   *
   * @param limit of each kind of fault, so that many of one do not hide the others
   */
  List<TicketTime> filedSince(TenantId tenant, Instant from, int limit);
}
