package io.tocsin.model.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket stood when its tracker was asked last.
 *
 * @param assignee as the tracker shows people; null for nobody
 * @param readAt when it was first seen so
 */
public record TicketReading(Ticket.State state, @Nullable String assignee, Instant readAt) {
  public boolean says(Ticket ticket) {
    return state == ticket.state()
        && (assignee == null ? ticket.assignee() == null : assignee.equals(ticket.assignee()));
  }
}
