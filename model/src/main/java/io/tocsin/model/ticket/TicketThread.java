package io.tocsin.model.ticket;

import java.util.List;

/**
 * A ticket and what was written under it.
 *
 * @param comments oldest first
 */
public record TicketThread(Ticket ticket, List<TicketComment> comments) {
  public TicketThread {
    comments = List.copyOf(comments);
  }
}
