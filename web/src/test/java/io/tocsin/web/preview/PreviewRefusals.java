package io.tocsin.web.preview;

import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketAct.Kind;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Instant;
import java.util.Map;

/** What was to be done to tickets later. */
final class PreviewRefusals {
  private PreviewRefusals() {}

  /** On a ticket that is filed: some done, some refused, one under way. */
  static void later(TicketEntry ticket, MemoryTickets tickets) {
    put(ticket, Kind.EVIDENCE, EffectState.CONFIRMED, 1, "3 attached: each once", tickets);
    put(ticket, Kind.RECURRENCE, EffectState.CONFIRMED, 2, "seen 40 times more", tickets);
    put(
        ticket,
        Kind.CLOSE,
        EffectState.REFUSED,
        1,
        "HTTP 400: the workflow has no way from In Review to Done",
        tickets);
    put(ticket, Kind.LINK, EffectState.REFUSED, 3, "HTTP 403: no right to link issues", tickets);
    put(ticket, Kind.PRIORITY, EffectState.INTENT, 0, "more accounts are affected", tickets);
  }

  private static void put(
      TicketEntry ticket,
      Kind kind,
      EffectState state,
      int attempts,
      String because,
      MemoryTickets tickets) {
    Instant at = ticket.createdAt().plusSeconds(20 + 20L * kind.ordinal());
    tickets.put(
        new TicketEntry(
            TicketAct.on(ticket.key(), kind, "1", Map.of()),
            ticket.tenant(),
            ticket.incident(),
            new Effect(state, attempts, at, at, 1, null, null, attempts == 0 ? null : at, because),
            null,
            null,
            null,
            null),
        null);
  }
}
