package io.tocsin.web.tickets;

import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.ticket.TicketDesk;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Makes rows of tickets: incident, headline and what was refused later with them. */
@Component
final class TicketRows {
  private final TicketDesk desk;
  private final IncidentStore incidents;

  TicketRows(TicketDesk desk, IncidentStore incidents) {
    this.desk = desk;
    this.incidents = incidents;
  }

  TicketRow row(TicketEntry entry) {
    return rows(List.of(entry)).getFirst();
  }

  /** Of one tenant. */
  List<TicketRow> rows(Collection<TicketEntry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    Map<TicketKey, Long> refused =
        desk.refusedLater(
            entries.iterator().next().tenant(),
            entries.stream().map(TicketEntry::key).collect(Collectors.toSet()));
    return entries.stream()
        .map(entry -> row(entry, refused.getOrDefault(entry.key(), 0L)))
        .toList();
  }

  private TicketRow row(TicketEntry entry, long refusedLater) {
    Incident incident = incidents.find(entry.tenant(), entry.incident()).orElse(null);
    String headline =
        incident == null
            ? ""
            : Headline.what(
                incident.facts(), incident.source().service(), LocaleContextHolder.getLocale());
    return new TicketRow(entry, incident, headline, refusedLater);
  }
}
