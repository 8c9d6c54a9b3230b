package io.tocsin.model.ticket;

import java.util.List;

/** A tracker as far as an automatic filer needs it. Safe for many threads. */
public interface IssueTracker {
  /**
   * All tickets that bear the key, oldest first. May be stale: a ticket just filed may be missing
   * for as long as the tracker's index lags.
   */
  List<Ticket> find(TicketKey key) throws TrackerException;

  /** Opens a ticket. Trackers do not know idempotency: calling twice opens two. */
  Ticket file(TicketDraft draft) throws TrackerException;

  void change(Ticket ticket, TicketChange change) throws TrackerException;
}
