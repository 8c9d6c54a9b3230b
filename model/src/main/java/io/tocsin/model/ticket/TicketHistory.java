package io.tocsin.model.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of tickets, read back from their tracker. Safe for many threads. */
public interface TicketHistory {
  /**
   * A ticket as it stands, with its newest comments. Not from a search: what was written before the
   * call is there. Empty where there is no such ticket.
   *
   * @param id as the tracker calls it
   */
  Optional<TicketThread> read(String id) throws TrackerException;

  /**
   * Tickets that Tocsin has filed and somebody has changed since, the longest unchanged first. May
   * be as stale as a search. Of very many only the first.
   */
  List<Ticket> changedSince(Instant since) throws TrackerException;
}
