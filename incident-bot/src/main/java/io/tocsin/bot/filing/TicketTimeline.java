package io.tocsin.bot.filing;

import io.tocsin.model.Uuid7;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketEntry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Tells incidents and the audit journal what became of their tickets. Telling the same twice is
 * told once: a step that is repeated after a crash leaves one event.
 */
final class TicketTimeline {
  private static final int TRIES = 20;

  private final IncidentStore incidents;
  private final IncidentJournal journal;
  private final AuditJournal audit;
  private final InstantSource clock;

  TicketTimeline(
      IncidentStore incidents, IncidentJournal journal, AuditJournal audit, InstantSource clock) {
    this.incidents = incidents;
    this.journal = journal;
    this.audit = audit;
    this.clock = clock;
  }

  void filed(TicketEntry row, Ticket ticket, String because) {
    Map<String, String> details =
        Map.of(
            "ticket", ticket.id(),
            "url", ticket.url(),
            "attempts", Integer.toString(row.attempts()));
    if (tell(row, Kind.TICKET_FILED, details, because)) {
      audit.append(draft(row, "ticket.file", ticket.id(), because));
    }
  }

  void refused(TicketEntry row, String because) {
    if (tell(row, Kind.TICKET_REFUSED, Map.of(), because)) {
      audit.append(draft(row, "ticket.refused", row.key().label(), because));
    }
  }

  private static AuditDraft draft(TicketEntry row, String action, String ticket, String because) {
    return new AuditDraft(
        row.tenant(),
        TimelineEvent.TOCSIN,
        action,
        "ticket/" + ticket,
        null,
        null,
        because + " (key " + row.key() + ", incident " + row.incident() + ")");
  }

  /** False where it was told already, or there is no such incident. */
  private boolean tell(TicketEntry row, Kind kind, Map<String, String> details, String because) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Incident> incident = incidents.find(row.tenant(), row.incident());
      if (incident.isEmpty() || isTold(incident.get(), kind, details)) {
        return false;
      }
      TimelineEvent event =
          new TimelineEvent(
              Uuid7.next(clock),
              row.incident(),
              clock.instant(),
              kind,
              TimelineEvent.TOCSIN,
              details,
              because);
      IncidentChange change =
          new IncidentChange(
              incident.get(), List.of(event), List.of(), Set.of(), Set.of(), 0, false);
      if (journal.record(change).isPresent()) {
        return true;
      }
    }
    throw new IllegalStateException(
        "incident " + row.incident() + " changed " + TRIES + " times while its ticket was linked");
  }

  private boolean isTold(Incident incident, Kind kind, Map<String, String> details) {
    return incidents.timeline(incident.tenant(), incident.id()).stream()
        .anyMatch(event ->
            event.kind() == kind
                && Objects.equals(event.details().get("ticket"), details.get("ticket")));
  }
}
