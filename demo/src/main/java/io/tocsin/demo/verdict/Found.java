package io.tocsin.demo.verdict;

import io.tocsin.demo.watch.SeenIncident;
import io.tocsin.demo.watch.SeenTicket;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket says. Owner comes from the ticket's own fields; method, trace and account from its
 * incident, and the ticket's text has to hold them too.
 *
 * @param text of the ticket, as people read it
 */
public record Found(
    String ticketId,
    @Nullable String team,
    @Nullable String person,
    @Nullable String method,
    @Nullable String traceId,
    @Nullable String account,
    String text) {
  /**
   * @param incident null where none names the ticket's key
   */
  public static Found of(SeenTicket ticket, @Nullable SeenIncident incident) {
    return new Found(
        ticket.id(),
        ticket.team(),
        ticket.assignee(),
        incident == null ? null : incident.culprit(),
        incident == null ? null : incident.traceId(),
        incident == null ? null : incident.account(),
        ticket.title() + '\n' + ticket.body());
  }
}
