package io.tocsin.web.tickets;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.ticket.TicketEntry;
import java.util.Locale;

/** Something that was to be done to a ticket later, as its page draws it. */
public record LaterAct(TicketEntry entry) {
  /** Of the words for what it is. */
  public String kind() {
    return entry.act().kind().name().toLowerCase(Locale.ROOT);
  }

  /** Of the pill's style and words. */
  public String state() {
    return entry.state().name().toLowerCase(Locale.ROOT);
  }

  public boolean refused() {
    return entry.state() == EffectState.REFUSED;
  }

  public String replayPath() {
    return "/tickets/" + entry.key().label() + "/replay";
  }
}
