package io.tocsin.demo.verdict;

import io.tocsin.demo.watch.SeenEvent;
import io.tocsin.demo.watch.SeenIncident;
import io.tocsin.demo.watch.SeenTicket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket says. Owner comes from the ticket's own fields; the rest from its incident, and the
 * ticket's text has to hold what matters most of it too.
 *
 * @param incident null where none names the ticket's key
 */
public record Found(SeenTicket ticket, @Nullable SeenIncident incident) {
  String ticketId() {
    return ticket.id();
  }

  /** As people read it. */
  String text() {
    return ticket.title() + '\n' + ticket.body();
  }

  /** Of the incident; null where there is none. */
  @Nullable String said(Function<SeenIncident, @Nullable String> field) {
    return incident == null ? null : field.apply(incident);
  }

  /** A detail of the incident's newest event of that kind; null where there is none. */
  @Nullable String detail(String kind, String name) {
    return incident == null
        ? null
        : incident
            .event(kind)
            .map(SeenEvent::details)
            .map(details -> details.get(name))
            .orElse(null);
  }
}
