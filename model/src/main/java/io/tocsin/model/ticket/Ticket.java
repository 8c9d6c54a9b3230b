package io.tocsin.model.ticket;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its tracker has it.
 *
 * @param id the tracker's own, such as "PAY-3381"
 * @param url for people
 */
public record Ticket(
    String id,
    TicketKey key,
    String url,
    State state,
    String title,
    String body,
    @Nullable String team,
    @Nullable String assignee,
    int priority,
    List<String> labels,
    Instant createdAt) {
  public enum State {
    OPEN,
    IN_PROGRESS,
    DONE,
    /** Closed by people who want it to stay so, whether the fault comes back or not. */
    WONT_FIX;

    public boolean closed() {
      return this == DONE || this == WONT_FIX;
    }
  }

  public Ticket {
    labels = List.copyOf(labels);
  }
}
