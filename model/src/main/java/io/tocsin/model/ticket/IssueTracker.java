package io.tocsin.model.ticket;

import java.time.Duration;
import java.util.List;

/** A tracker as far as an automatic filer needs it. Safe for many threads. */
public interface IssueTracker {
  /**
   * All tickets that bear the key, oldest first. May be stale: a ticket just filed may be missing
   * for as long as the tracker's index lags.
   */
  List<Ticket> find(TicketKey key) throws TrackerException;

  /**
   * Opens a ticket. Trackers do not know idempotency: calling twice opens two.
   *
   * @param sendBy the request is not completed after it, which is looked at as late as can be
   */
  Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException;

  /**
   * What can be repeated is done first, the comment with it or last.
   *
   * @param sendBy as of {@link #file}
   */
  void change(Ticket ticket, TicketChange change, SendBy sendBy) throws TrackerException;

  /** For what does no harm when it is late. */
  default void change(Ticket ticket, TicketChange change) throws TrackerException {
    change(ticket, change, SendBy.within(Duration.ofHours(1)));
  }

  /** Returns where tickets could be filed: it answers, knows the token and the place for them. */
  void probe() throws TrackerException;
}
