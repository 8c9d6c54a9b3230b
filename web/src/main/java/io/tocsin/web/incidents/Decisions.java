package io.tocsin.web.incidents;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries people's decisions out: each attempt is journalled before it is made, then change and
 * timeline event are written in one.
 */
@Component
class Decisions {
  /** The bot writes incidents too; more collisions in a row than this mean something else. */
  private static final int ATTEMPTS = 10;

  /** Stands before the reason once another change came first. */
  private static final String AGAIN = "asked again after a change by others: ";

  private final IncidentStore incidents;
  private final IncidentJournal journal;
  private final TicketLedger ledger;
  private final AuditJournal audit;
  private final LiveIncidents live;
  private final InstantSource clock;
  private final JsonMapper json;

  Decisions(
      IncidentStore incidents,
      IncidentJournal journal,
      TicketLedger ledger,
      AuditJournal audit,
      LiveIncidents live,
      InstantSource clock,
      JsonMapper json) {
    this.incidents = incidents;
    this.journal = journal;
    this.ledger = ledger;
    this.audit = audit;
    this.live = live;
    this.clock = clock;
    this.json = json;
  }

  enum Outcome {
    DONE,
    /** Of a fault that has come back since: the newer episode is the one to act on. */
    NOT_THE_NEWEST,
    /** It was so already, or the incident is closed. */
    NOTHING_TO_DO,
    /** Others changed it at every attempt. */
    BUSY
  }

  private boolean isNewestEpisode(Incident incident) {
    return journal
        .latestEpisode(incident.fault(), incident.source().environment())
        .filter(latest -> latest.number() != incident.number())
        .isEmpty();
  }

  private boolean waitsForATicket(Incident incident) {
    return incident.ticketKey() != null
        && ledger
            .find(incident.tenant(), incident.ticketKey())
            .filter(TicketEntry::isNotSentYet)
            .isPresent();
  }

  Outcome decide(Viewer viewer, long number, Decision decision) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Incident before =
          incidents
              .find(viewer.tenant(), number)
              .orElseThrow(() -> new NotHereException("no incident " + number));
      if (decision instanceof Decision.Reopen && !isNewestEpisode(before)) {
        return Outcome.NOT_THE_NEWEST;
      }
      if (decision instanceof Decision.File && !waitsForATicket(before)) {
        return Outcome.NOTHING_TO_DO;
      }
      Optional<IncidentChange> change = decision.change(before, viewer.name(), clock);
      if (change.isEmpty()) {
        if (attempt > 0) {
          journalGivenUp(viewer, before, decision, "others had left nothing to do");
        }
        return Outcome.NOTHING_TO_DO;
      }
      audit.append(
          new AuditDraft(
              viewer.tenant(),
              viewer.name(),
              decision.action(),
              resource(before),
              state(before),
              state(change.get().after()),
              attempt == 0 ? decision.because() : AGAIN + decision.because()));
      Optional<Incident> after = journal.record(change.get());
      if (after.isPresent()) {
        live.changed(after.get());
        return Outcome.DONE;
      }
    }
    Incident left =
        incidents
            .find(viewer.tenant(), number)
            .orElseThrow(() -> new NotHereException("no incident " + number));
    journalGivenUp(viewer, left, decision, "others changed it at every attempt");
    return Outcome.BUSY;
  }

  /** What was journalled ahead did not come about. */
  private void journalGivenUp(Viewer viewer, Incident left, Decision decision, String because) {
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            decision.action(),
            resource(left),
            state(left),
            state(left),
            "given up: " + because));
  }

  private static String resource(Incident incident) {
    return "incident/" + incident.name();
  }

  /** What people can change of an incident. */
  private String state(Incident incident) {
    ObjectNode node = json.createObjectNode();
    node.put("state", incident.state().name());
    node.put("assignee", incident.assignee());
    node.put("muted_until", incident.mute() == null ? null : incident.mute().until().toString());
    return node.toString();
  }
}
