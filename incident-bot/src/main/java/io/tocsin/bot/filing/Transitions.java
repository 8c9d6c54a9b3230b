package io.tocsin.bot.filing;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Instant;

/** The ledger row's moves, with the ticket that each leaves in it. */
final class Transitions {
  private Transitions() {}

  /** Written before the request leaves; keeps the lease. */
  static TicketEntry sent(TicketEntry row, Instant now) {
    return row.with(row.effect().sent(now), null);
  }

  /** Gives up the lease; the row is claimed again when it is due. */
  static TicketEntry later(TicketEntry row, EffectState state, Instant due, String because) {
    return row.with(row.effect().later(state, due, because), null);
  }

  static TicketEntry confirmed(TicketEntry row, Ticket ticket, String because) {
    return row.with(row.effect().settled(EffectState.CONFIRMED, because), ticket);
  }

  /** There was nothing to do, and no ticket to do it to. */
  static TicketEntry needless(TicketEntry row, String because) {
    return row.with(row.effect().settled(EffectState.CONFIRMED, because), null);
  }

  static TicketEntry refused(TicketEntry row, String because) {
    return row.with(row.effect().settled(EffectState.REFUSED, because), null);
  }
}
