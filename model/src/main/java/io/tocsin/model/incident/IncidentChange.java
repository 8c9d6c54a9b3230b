package io.tocsin.model.incident;

import io.tocsin.model.signal.SignalId;
import java.util.List;
import java.util.Set;

/**
 * What one decision changes, written in one transaction or not at all: the incident's row, new
 * timeline events, the signals that it takes in, and the ticket that must come of it.
 *
 * @param after the row as it shall be; its {@code blast} is computed by the store from the tokens
 *     below, and a lower bound from then on where it says so here; and its {@code version} is that
 *     of the row it was made from (0 for a new one)
 * @param handled signals that count as taken in afterwards; one that is not pending any more means
 *     that somebody else took it in, and nothing of the change is written
 * @param accounts tokens to add to the blast radius
 * @param tenantCodes to add to the blast radius
 * @param addedOccurrences to add to the blast radius
 * @param fileTicket whether {@code after.ticketKey()} enters the ticket ledger as an intent (no
 *     effect where that key is there already)
 * @param notices notices that must come of it, one a channel at most
 */
public record IncidentChange(
    Incident after,
    List<TimelineEvent> events,
    List<SignalId> handled,
    Set<String> accounts,
    Set<String> tenantCodes,
    long addedOccurrences,
    boolean fileTicket,
    List<NoticeIntent> notices) {
  public IncidentChange {
    events = List.copyOf(events);
    handled = List.copyOf(handled);
    accounts = Set.copyOf(accounts);
    tenantCodes = Set.copyOf(tenantCodes);
    notices = List.copyOf(notices);
  }

  /** As whoever decides makes it: whom it must be told is found by the one who writes it. */
  public IncidentChange(
      Incident after,
      List<TimelineEvent> events,
      List<SignalId> handled,
      Set<String> accounts,
      Set<String> tenantCodes,
      long addedOccurrences,
      boolean fileTicket) {
    this(after, events, handled, accounts, tenantCodes, addedOccurrences, fileTicket, List.of());
  }

  public IncidentChange telling(List<NoticeIntent> channels) {
    return new IncidentChange(
        after, events, handled, accounts, tenantCodes, addedOccurrences, fileTicket, channels);
  }
}
