package io.tocsin.bot.filing;

import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;

/** Why a tracker shows no ticket where one was filed. */
enum Missing {
  /** Its search has it: a proxy says 404, too. */
  NOT_SHOWN,
  WITHOUT_KEY,
  GONE;

  /** Probed first: of what a token may not see trackers say the same as of what is gone. */
  static Missing why(Tracker tracker, TicketKey key, String id) throws TrackerException {
    tracker.probe();
    if (tracker.find(key).stream().anyMatch(ticket -> ticket.id().equals(id))) {
      return NOT_SHOWN;
    }
    return tracker.isThere(id) ? WITHOUT_KEY : GONE;
  }
}
