package io.tocsin.model.ticket;

import org.jspecify.annotations.Nullable;

/**
 * Null leaves a field as it is.
 *
 * @param priority 1 (highest) to 4
 */
public record TicketChange(
    @Nullable String comment,
    Ticket.@Nullable State state,
    @Nullable String body,
    @Nullable String team,
    @Nullable String assignee,
    @Nullable Integer priority) {
  /** That leaves the priority. */
  public TicketChange(
      @Nullable String comment,
      Ticket.@Nullable State state,
      @Nullable String body,
      @Nullable String team,
      @Nullable String assignee) {
    this(comment, state, body, team, assignee, null);
  }
}
