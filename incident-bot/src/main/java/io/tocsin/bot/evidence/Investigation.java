package io.tocsin.bot.evidence;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OpenedIncident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at one incident, written in one change or not at all. What the timeline has is not told
 * again: a look that is repeated after a crash, or by another bot, adds nothing.
 */
final class Investigation {
  private static final Logger LOG = LoggerFactory.getLogger(Investigation.class);
  private static final int TRIES = 3;

  private final IncidentStore incidents;
  private final IncidentJournal journal;
  private final AuditJournal audit;
  private final Map<FaultFacts.Kind, Inquiry> inquiries;
  private final InstantSource clock;

  Investigation(
      IncidentStore incidents,
      IncidentJournal journal,
      AuditJournal audit,
      Map<FaultFacts.Kind, Inquiry> inquiries,
      InstantSource clock) {
    this.incidents = incidents;
    this.journal = journal;
    this.audit = audit;
    this.inquiries = inquiries;
    this.clock = clock;
  }

  /** True where nothing more is to be looked for. */
  boolean look(OpenedIncident opened, boolean last) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Incident> now = incidents.find(opened.tenant(), opened.id());
      if (now.isEmpty() || now.get().state() == Incident.State.CLOSED) {
        return true;
      }
      Incident incident = now.get();
      Told told = new Told(incidents.timeline(incident.tenant(), incident.id()));
      Inquiry inquiry = inquiries.get(incident.facts().kind());
      if (inquiry == null || told.has(Kind.EVIDENCE_MISSING)) {
        return true;
      }
      Findings found = ask(inquiry, incident, told, last);
      boolean over = last || !found.isWaiting();
      if (over && !found.missing().isEmpty() && isToldOf(incident)) {
        found.tell(
            Kind.EVIDENCE_MISSING, Map.of(), "not found: " + String.join("; ", found.missing()));
      }
      if (found.isEmpty() || written(incident, found)) {
        return over;
      }
    }
    // Others decide about it again and again: the next look finds it calmer.
    return false;
  }

  /** A store that does not answer has nothing yet. */
  private Findings ask(Inquiry inquiry, Incident incident, Told told, boolean last) {
    Findings found = new Findings(incident, clock);
    try {
      inquiry.look(incident, told, last, found);
    } catch (UncheckedIOException e) {
      LOG.warn("{}: evidence could not be read", incident.name(), e);
      found.await("what a store could not read: " + e.getMessage());
    }
    return found;
  }

  /** Of an exception nobody misses a profile. */
  private static boolean isToldOf(Incident incident) {
    return incident.facts().kind() != FaultFacts.Kind.EXCEPTION;
  }

  private boolean written(Incident before, Findings found) {
    if (found.isDecision()) {
      audit.append(
          new AuditDraft(
              before.tenant(),
              TimelineEvent.TOCSIN,
              "incident.explain",
              "incident/" + before.name(),
              null,
              null,
              found.events().stream()
                  .map(TimelineEvent::because)
                  .collect(Collectors.joining("; "))));
    }
    return journal.record(found.change()).isPresent();
  }
}
