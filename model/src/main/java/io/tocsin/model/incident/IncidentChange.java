package io.tocsin.model.incident;

import io.tocsin.model.signal.SignalId;
import io.tocsin.model.ticket.TicketIntent;
import java.util.List;
import java.util.Set;

/**
 * What one decision changes, written in one transaction or not at all: the incident's row, new
 * timeline events, the signals that it takes in, and what must come of it in a tracker.
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
 * @param acts what else enters it (no effect where an act's key is there already)
 * @param notices notices that must come of it, one of a kind a channel at most
 */
public record IncidentChange(
    Incident after,
    List<TimelineEvent> events,
    List<SignalId> handled,
    Set<String> accounts,
    Set<String> tenantCodes,
    long addedOccurrences,
    boolean fileTicket,
    List<TicketIntent> acts,
    List<NoticeIntent> notices) {
  public IncidentChange {
    events = List.copyOf(events);
    handled = List.copyOf(handled);
    accounts = Set.copyOf(accounts);
    tenantCodes = Set.copyOf(tenantCodes);
    acts = List.copyOf(acts);
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

  /** With what is to be done in a tracker. */
  public IncidentChange(
      Incident after,
      List<TimelineEvent> events,
      List<SignalId> handled,
      Set<String> accounts,
      Set<String> tenantCodes,
      long addedOccurrences,
      boolean fileTicket,
      List<TicketIntent> acts) {
    this(
        after,
        events,
        handled,
        accounts,
        tenantCodes,
        addedOccurrences,
        fileTicket,
        acts,
        List.of());
  }

  /** An event, and what is to be done in a tracker with it. */
  public static IncidentChange told(Incident after, TimelineEvent event, List<TicketIntent> acts) {
    return new IncidentChange(after, List.of(event), List.of(), Set.of(), Set.of(), 0, false, acts);
  }

  /** With these acts instead of its own. */
  public IncidentChange doing(List<TicketIntent> others) {
    return new IncidentChange(
        after,
        events,
        handled,
        accounts,
        tenantCodes,
        addedOccurrences,
        fileTicket,
        others,
        notices);
  }

  public IncidentChange telling(List<NoticeIntent> channels) {
    return new IncidentChange(
        after,
        events,
        handled,
        accounts,
        tenantCodes,
        addedOccurrences,
        fileTicket,
        acts,
        channels);
  }
}
