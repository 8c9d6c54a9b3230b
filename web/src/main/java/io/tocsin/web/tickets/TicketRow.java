package io.tocsin.web.tickets;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger as pages draw it.
 *
 * @param incident whose ticket it is; null where it is gone
 * @param headline of the incident; empty without one
 * @param refusedLater how much of what was to be done to it later was refused
 */
public record TicketRow(
    TicketEntry entry, @Nullable Incident incident, String headline, long refusedLater) {
  /** Of the pill's style and words. */
  public String state() {
    return entry.state().name().toLowerCase(Locale.ROOT);
  }

  public String path() {
    return "/tickets/" + entry.key().label();
  }

  /** How the ticket was seen last in its tracker; empty before it was looked at. */
  public String status() {
    return entry.reading() == null ? "" : entry.reading().state().name().toLowerCase(Locale.ROOT);
  }

  /** Whether it stands for many incidents; the row's is the first of them. */
  public boolean umbrella() {
    return entry.act().kind() == TicketAct.Kind.UMBRELLA;
  }

  /** Whose umbrella it is; empty for those without a team. */
  public String team() {
    return entry.act().details().getOrDefault(TicketAct.TEAM, "");
  }

  /** Whether it was refused, so that there is no ticket. */
  public boolean refused() {
    return entry.state() == EffectState.REFUSED;
  }

  public String replayPath() {
    return path() + "/replay";
  }

  public boolean settled() {
    return entry.settled();
  }
}
