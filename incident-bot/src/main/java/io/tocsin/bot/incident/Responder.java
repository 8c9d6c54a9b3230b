package io.tocsin.bot.incident;

import io.tocsin.bot.recurrence.RecurrenceActs;
import io.tocsin.bot.recurrence.RecurrenceConfig;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketLedger;
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
  private final TicketLedger ledger;
  private final Mutes mutes;
  private final Returns returns;
  private final IncidentChanges changes;

  /**
   * @param ledger asked for tickets of episodes before
   * @param releases when which version was first seen
   * @param mutes asked before a ticket is made of a new incident
   */
  public Responder(
      IncidentJournal journal,
      IncidentStore incidents,
      OwnerResolver owners,
      AuditJournal audit,
      TicketLedger ledger,
      ReleaseStore releases,
      RecurrenceConfig recurrence,
      Mutes mutes,
      InstantSource clock) {
    this.journal = journal;
    this.incidents = incidents;
    this.owners = owners;
    this.audit = audit;
    this.ledger = ledger;
    this.mutes = mutes;
    this.returns = new Returns(recurrence, new OldVersions(releases)::hadTheFault, this::mayReopen);
    this.changes = new IncidentChanges(new RecurrenceActs(recurrence), clock);
  }

  /**
   * False where somebody else decided first: the signals that are still pending are decided upon
   * again, with what is known then.
   */
  boolean respond(SignalGroup group) {
    SignalGroup.Key key = group.key();
    FaultRef fault = journal.fault(key.tenant(), key.fingerprint(), group.firstSeen());
    Optional<Incident> latest = journal.latestEpisode(fault, key.environment());
    Closing closing = latest.map(this::closing).orElse(null);
    Incident row = latest.orElse(null);
    for (Verdict verdict : Verdict.on(group, latest, closing, returns)) {
      Optional<Incident> written =
          switch (verdict) {
            case Verdict.Open open -> open(open, fault);
            case Verdict.Join join -> join(join, row == null ? join.incident() : row);
            case Verdict.Reopen reopen -> reopen(reopen, row == null ? reopen.incident() : row);
          };
      if (written.isEmpty()) {
        return false;
      }
      row = written.get();
    }
    return true;
  }

  /** What never became a ticket, and is settled, cannot be reopened. */
  private boolean mayReopen(Incident incident) {
    return incident.ticketKey() == null
        || ledger
            .find(incident.tenant(), incident.ticketKey())
            .filter(row -> row.state() != EffectState.REFUSED)
            .isPresent();
  }

  private @Nullable TicketEntry earlierTicket(@Nullable Incident before) {
    return before == null || before.ticketKey() == null
        ? null
        : ledger.find(before.tenant(), before.ticketKey()).orElse(null);
  }

  private Optional<Incident> open(Verdict.Open verdict, FaultRef fault) {
    Incident row = changes.opened(verdict, fault, journal.nextNumber(fault.tenant()));
    Incident owned = row.withOwner(owners.ownerOf(row).orElse(null));
    Incident incident = owned.mute() == null ? muted(owned) : owned;
    IncidentChange change = changes.open(verdict, incident, earlierTicket(verdict.before()));
    audit.append(
        decided(incident, "incident.open", change, String.join("; ", reasons(change.events()))));
    return journal.record(change);
  }

  private Incident muted(Incident incident) {
    return mutes.on(incident).stream()
        .findFirst()
        .map(why -> incident.withMute(why.mute()))
        .orElse(incident);
  }

  private Optional<Incident> reopen(Verdict.Reopen verdict, Incident before) {
    IncidentChange change = changes.reopen(verdict, before);
    audit.append(decided(change.after(), "incident.reopen", change, verdict.because()));
    return journal.record(change);
  }

  private Optional<Incident> join(Verdict.Join verdict, Incident before) {
    boolean told = Telling.isWorthALine(before, verdict.signals());
    IncidentChange change = changes.join(verdict, before, told);
    if (told) {
      audit.append(decided(change.after(), "incident.join", change, verdict.because()));
    }
    return journal.record(change);
  }

  private @Nullable Closing closing(Incident incident) {
    if (incident.state() != Incident.State.CLOSED) {
      return null;
    }
    return Closing.in(incidents.timeline(incident.tenant(), incident.id()))
        .orElse(Closing.unexplained(incident.lastSeen()));
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
