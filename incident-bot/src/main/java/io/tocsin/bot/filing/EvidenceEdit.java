package io.tocsin.bot.filing;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The one edit of a ticket after it was filed: with what was not there yet, because nothing waits
 * for evidence. A text that somebody has edited is left. Edited twice is edited once: what is new
 * is told from what the incident and the ticket have.
 */
final class EvidenceEdit {
  private final IncidentStore incidents;
  private final LateEvidence late;
  private final Tracker tracker;
  private final TicketDrafts drafts;
  private final FilingCounts counts;
  private final InstantSource clock;

  EvidenceEdit(
      IncidentStore incidents,
      LateEvidence late,
      Tracker tracker,
      TicketDrafts drafts,
      FilingCounts counts,
      InstantSource clock) {
    this.incidents = incidents;
    this.late = late;
    this.tracker = tracker;
    this.drafts = drafts;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * False where it should be tried again: the tracker did not answer, or does not show the ticket.
   *
   * @param ticketId as the tracker calls it
   */
  boolean bringUpToDate(TenantId tenant, UUID incident, String ticketId) {
    Optional<Incident> now = incidents.find(tenant, incident).map(late::addTo);
    if (now.isEmpty() || now.get().mutedAt(clock.instant())) {
      return true;
    }
    TicketDraft draft = drafts.of(now.get());
    try {
      Optional<Ticket> current = current(draft.key(), ticketId);
      if (current.isEmpty()) {
        return false;
      }
      String was = current.get().body();
      String body =
          TextSeal.isWhole(was) && !TextSeal.sameWords(draft.body(), was) ? draft.body() : null;
      NamedBefore named = NamedBefore.in(incidents.timeline(tenant, incident));
      String team = named.team(current.get().team(), draft.team());
      String assignee = named.person(current.get().assignee(), draft.assignee());
      if (body != null || team != null || assignee != null) {
        tracker.change(current.get(), new TicketChange(null, null, body, team, assignee));
        counts.add(Event.EVIDENCE_ADDED);
      }
      return true;
    } catch (TrackerException e) {
      return false;
    }
  }

  /** Read by its id where it has another one by now, as a moved one has, or is not searchable. */
  private Optional<Ticket> current(TicketKey key, String id) throws TrackerException {
    for (Ticket found : tracker.find(key)) {
      if (found.id().equals(id)) {
        return Optional.of(found);
      }
    }
    return tracker.read(id).map(TicketThread::ticket);
  }
}
