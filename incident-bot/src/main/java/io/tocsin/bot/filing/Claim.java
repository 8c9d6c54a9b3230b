package io.tocsin.bot.filing;

import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Duration;

/**
 * A ledger row that this process may act on for a while.
 *
 * @param endsNanos of {@link System#nanoTime}, taken before the row was claimed: a wall clock may
 *     jump, and a process may sleep between the claim and the connect
 */
record Claim(TicketEntry row, long endsNanos) {
  /** Whether the lease covers a call that takes this long. */
  boolean covers(Duration call) {
    return endsNanos - System.nanoTime() >= call.toNanos();
  }

  SendBy sendBy() {
    return new SendBy(endsNanos);
  }

  Claim with(TicketEntry changed) {
    return new Claim(changed, endsNanos);
  }
}
