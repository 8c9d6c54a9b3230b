package io.tocsin.bot.filing;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketLedger;
import java.time.InstantSource;

/** Writes rows of the ledger for who holds them; one whose fence was lost is left. */
record LedgerRows(
    TicketLedger ledger, FilingTimes times, FilingCounts counts, InstantSource clock) {
  /** False where somebody else has taken it over. */
  boolean write(TicketEntry row) {
    boolean written = ledger.advance(row);
    if (!written) {
      counts.add(Event.FENCED);
    }
    return written;
  }

  /**
   * Whether the lease no longer covers a request. Then nothing was sent, and the row goes back as
   * it was, for whoever claims it next.
   */
  boolean outOfTime(Claim claim, TicketEntry row) {
    if (claim.covers(times.requestTimeout())) {
      return false;
    }
    counts.add(Event.OUT_OF_TIME);
    write(
        Transitions.later(
            row, row.state(), clock.instant(), "the lease ran out before the request was sent"));
    return true;
  }
}
