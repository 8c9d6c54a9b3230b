package io.tocsin.bot.incident;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.TimelineEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides what signals mean and writes each decision in one transaction: incident, timeline, owner,
 * ticket intent. The audit journal is written before: after a power cut it may name a decision that
 * was taken again, never miss one.
 */
public final class Responder {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final IncidentJournal journal;
  private final IncidentStore incidents;
  private final OwnerResolver owners;
  private final AuditJournal audit;
  private final IncidentChanges changes;

  public Responder(
      IncidentJournal journal,
      IncidentStore incidents,
      OwnerResolver owners,
      AuditJournal audit,
      InstantSource clock) {
    this.journal = journal;
    this.incidents = incidents;
    this.owners = owners;
    this.audit = audit;
    this.changes = new IncidentChanges(clock);
  }

  /**
   * False where somebody else decided first: the signals that are still pending are decided upon
   * again, with what is known then.
   */
  boolean respond(SignalGroup group) {
    SignalGroup.Key key = group.key();
    FaultRef fault = journal.fault(key.tenant(), key.fingerprint(), group.firstSeen());
    Optional<Incident> latest = journal.latestEpisode(fault, key.environment());
    Instant closedAt = latest.map(this::closedAt).orElse(null);
    for (Verdict verdict : Verdict.on(group, latest, closedAt)) {
      boolean written =
          switch (verdict) {
            case Verdict.Open open -> open(open, fault);
            case Verdict.Join join -> join(join);
          };
      if (!written) {
        return false;
      }
    }
    return true;
  }

  private boolean open(Verdict.Open verdict, FaultRef fault) {
    Incident row = changes.opened(verdict, fault, journal.nextNumber(fault.tenant()));
    Incident incident = row.withOwner(owners.ownerOf(row).orElse(null));
    IncidentChange change = changes.open(verdict, incident);
    audit.append(
        decided(incident, "incident.open", change, String.join("; ", reasons(change.events()))));
    return journal.record(change).isPresent();
  }

  private boolean join(Verdict.Join verdict) {
    boolean told = Telling.isWorthALine(verdict.incident(), verdict.signals());
    IncidentChange change = changes.join(verdict, told);
    if (told) {
      audit.append(decided(change.after(), "incident.join", change, verdict.because()));
    }
    return journal.record(change).isPresent();
  }

  private @Nullable Instant closedAt(Incident incident) {
    if (incident.state() != Incident.State.CLOSED) {
      return null;
    }
    return incidents.timeline(incident.tenant(), incident.id()).stream()
        .filter(event -> event.kind() == TimelineEvent.Kind.CLOSED)
        .map(TimelineEvent::at)
        .max(Instant::compareTo)
        .orElse(incident.lastSeen());
  }

  private static List<String> reasons(List<TimelineEvent> events) {
    return events.stream().map(TimelineEvent::because).toList();
  }

  private static AuditDraft decided(
      Incident incident, String action, IncidentChange change, String because) {
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("episode", incident.episode());
    after.put("fault", "F-" + incident.fault().number());
    after.put("signals", change.handled().size());
    after.put("occurrences", change.addedOccurrences());
    if (incident.owner() != null) {
      after.put("team", incident.owner().team());
    }
    if (change.fileTicket() && incident.ticketKey() != null) {
      after.put("ticket_key", incident.ticketKey().label());
    }
    return new AuditDraft(
        incident.tenant(),
        TimelineEvent.TOCSIN,
        action,
        "incident/" + incident.name(),
        null,
        JSON.writeValueAsString(after),
        because);
  }
}
