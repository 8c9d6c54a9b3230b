package io.tocsin.bot.filing;

import io.tocsin.model.ticket.TicketEntry;
import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before a ticket may be sent a second time.
 *
 * @param lease a sender that stopped noticing time still holds the row for as long
 * @param requestTimeout its request may be on the wire for as long
 * @param indexLag the tracker's search may not see the ticket for as long
 * @param lookAgain between two looks in that time
 */
public record FilingTimes(
    Duration lease, Duration requestTimeout, Duration indexLag, Duration lookAgain) {
  public FilingTimes {
    if (lease.compareTo(requestTimeout.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "lease: "
              + lease
              + " (expected: at least three request timeouts of "
              + requestTimeout
              + ")");
    }
  }

  /** From then on "not found" means that it was not created. */
  Instant settled(TicketEntry row) {
    Instant sent = row.sentAt() == null ? row.createdAt() : row.sentAt();
    return sent.plus(lease).plus(requestTimeout).plus(indexLag);
  }
}
