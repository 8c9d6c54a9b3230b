package io.tocsin.bot.filing;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.Uuid7;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.IssueTracker;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TrackerException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one edit of a ticket after it was filed: with what was not there yet, because nothing waits
 * for evidence. The author of the culprit line, where blame took too long; the log lines of the
 * trace and the endpoint, which are stored after the fault was detected. A text that somebody has
 * edited is left.
 */
final class EvidenceEdit {
  private final IncidentStore incidents;
  private final IncidentJournal journal;
  private final OwnerResolver owners;
  private final IssueTracker tracker;
  private final TicketDrafts drafts;
  private final FilingCounts counts;
  private final InstantSource clock;

  EvidenceEdit(
      IncidentStore incidents,
      IncidentJournal journal,
      OwnerResolver owners,
      IssueTracker tracker,
      TicketDrafts drafts,
      FilingCounts counts,
      InstantSource clock) {
    this.incidents = incidents;
    this.journal = journal;
    this.owners = owners;
    this.tracker = tracker;
    this.drafts = drafts;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * False where it should be tried again: the tracker did not answer, or does not find the ticket
   * yet.
   *
   * @param filed as it was when it was filed
   */
  boolean bringUpToDate(Incident incident, Ticket filed) {
    Optional<Incident> now = incidents.find(incident.tenant(), incident.id());
    if (now.isEmpty() || now.get().mutedAt(clock.instant())) {
      return true;
    }
    TicketDraft draft = drafts.of(withLateEvidence(now.get()));
    try {
      Optional<Ticket> current =
          tracker.find(draft.key()).stream().filter(t -> t.id().equals(filed.id())).findFirst();
      if (current.isEmpty()) {
        return false;
      }
      boolean untouched = current.get().body().equals(filed.body());
      String body = untouched && !draft.body().equals(filed.body()) ? draft.body() : null;
      String assignee = current.get().assignee() == null ? draft.assignee() : null;
      if (body != null || assignee != null) {
        tracker.change(current.get(), new TicketChange(null, null, body, assignee));
        counts.add(Event.EVIDENCE_ADDED);
      }
      return true;
    } catch (TrackerException e) {
      return false;
    }
  }

  /** A conflict with another decision is not fought over: what was found is in the ticket. */
  private Incident withLateEvidence(Incident incident) {
    Incident after = drafts.withOperation(incident);
    List<TimelineEvent> events = List.of();
    Owner known = incident.owner();
    if (known == null || known.person() == null) {
      Optional<Owner> late = owners.ownerOf(after).filter(owner -> addsTo(known, owner));
      if (late.isPresent()) {
        after = after.withOwner(late.get());
        events = List.of(found(incident, late.get()));
      }
    }
    return after.equals(incident)
        ? incident
        : journal
            .record(new IncidentChange(after, events, List.of(), Set.of(), Set.of(), 0, false))
            .orElse(after);
  }

  /** A team that a ticket already names is not replaced behind its back. */
  private static boolean addsTo(@Nullable Owner known, Owner late) {
    return known == null || late.person() != null && known.team().equals(late.team());
  }

  private TimelineEvent found(Incident incident, Owner late) {
    Map<String, String> details =
        late.person() == null
            ? Map.of("team", late.team())
            : Map.of("team", late.team(), "person", late.person());
    return new TimelineEvent(
        Uuid7.next(clock),
        incident.id(),
        clock.instant(),
        TimelineEvent.Kind.OWNER_FOUND,
        TimelineEvent.TOCSIN,
        details,
        String.join("; ", late.because()));
  }
}
