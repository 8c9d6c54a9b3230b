package io.tocsin.bot.filing;

import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketEntry.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ledger row's moves: {@code INTENT → SENT(attempt) → CONFIRMED | UNKNOWN | REFUSED}, and back
 * to INTENT where the tracker surely did nothing.
 */
final class Transitions {
  private Transitions() {}

  /** Written before the request leaves; keeps the lease. */
  static TicketEntry sent(TicketEntry row, Instant now) {
    int attempt = row.attempts() + 1;
    return new TicketEntry(
        row.act(),
        row.tenant(),
        row.incident(),
        State.SENT,
        attempt,
        row.createdAt(),
        row.dueAt(),
        row.fence(),
        row.holder(),
        row.leaseUntil(),
        now,
        null,
        null,
        "attempt " + attempt + " is on its way",
        row.reading());
  }

  /** Gives up the lease; the row is claimed again when it is due. */
  static TicketEntry later(TicketEntry row, State state, Instant due, String because) {
    return settled(row, state, due, null, because);
  }

  static TicketEntry confirmed(TicketEntry row, Ticket ticket, String because) {
    return settled(row, State.CONFIRMED, row.dueAt(), ticket, because);
  }

  /** There was nothing to do, and no ticket to do it to. */
  static TicketEntry needless(TicketEntry row, String because) {
    return settled(row, State.CONFIRMED, row.dueAt(), null, because);
  }

  static TicketEntry refused(TicketEntry row, String because) {
    return settled(row, State.REFUSED, row.dueAt(), null, because);
  }

  private static TicketEntry settled(
      TicketEntry row, State state, Instant due, @Nullable Ticket ticket, String because) {
    return new TicketEntry(
        row.act(),
        row.tenant(),
        row.incident(),
        state,
        row.attempts(),
        row.createdAt(),
        due,
        row.fence(),
        null,
        null,
        row.sentAt(),
        ticket == null ? null : ticket.id(),
        ticket == null ? null : ticket.url(),
        because,
        row.reading());
  }
}
