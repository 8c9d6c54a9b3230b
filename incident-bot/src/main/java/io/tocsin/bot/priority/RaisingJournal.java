package io.tocsin.bot.priority;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A journal that has a ticket raised when a change makes its incident touch so many that it is more
 * urgent. The store counts whom it touches, so that is known once the change is written; the act
 * follows in a change of its own, and where that did not come about, with the next.
 */
public final class RaisingJournal implements IncidentJournal {
  private final IncidentJournal journal;
  private final Priorities priorities;
  private final Runnable bell;
  private final InstantSource clock;

  /**
   * @param bell rung when an act was entered
   */
  public RaisingJournal(
      IncidentJournal journal, Priorities priorities, Runnable bell, InstantSource clock) {
    this.journal = journal;
    this.priorities = priorities;
    this.bell = bell;
    this.clock = clock;
  }

  @Override
  public Optional<Incident> record(IncidentChange change) {
    Incident before = change.after();
    // A new incident's ticket is filed with the priority that it has by then.
    boolean counts = change.addedOccurrences() > 0 && before.version() > 0;
    boolean known = counts && priorities.raised(before);
    Optional<Incident> written = journal.record(known ? with(change, before) : change);
    if (!counts || written.isEmpty()) {
      return written;
    }
    Incident after = written.get();
    if (priorities.of(after).value() < priorities.of(before).value() && priorities.raised(after)) {
      Optional<Incident> raised = journal.record(with(nothing(after), after));
      bell.run();
      return raised.isPresent() ? raised : written;
    }
    return written;
  }

  private static IncidentChange nothing(Incident incident) {
    return new IncidentChange(incident, List.of(), List.of(), Set.of(), Set.of(), 0, false);
  }

  /** No effect where the act is there already: its key says to which priority. */
  private IncidentChange with(IncidentChange change, Incident incident) {
    TicketKey ticket = incident.ticketKey();
    if (ticket == null) {
      return change;
    }
    Priority priority = priorities.of(incident);
    Instant now = clock.instant();
    List<TicketIntent> acts = new ArrayList<>(change.acts());
    acts.add(
        new TicketIntent(
            TicketAct.on(
                ticket,
                TicketAct.Kind.PRIORITY,
                "P" + priority.value(),
                Map.of(
                    TicketAct.PRIORITY,
                    Integer.toString(priority.value()),
                    TicketAct.BECAUSE,
                    priority.because())),
            now,
            incident.name() + " is more urgent: " + priority.because()));
    return change.doing(acts);
  }

  @Override
  public FaultRef fault(TenantId tenant, Fingerprint fingerprint, Instant firstSeen) {
    return journal.fault(tenant, fingerprint, firstSeen);
  }

  @Override
  public Optional<Incident> latestEpisode(FaultRef fault, String environment) {
    return journal.latestEpisode(fault, environment);
  }

  @Override
  public long nextNumber(TenantId tenant) {
    return journal.nextNumber(tenant);
  }
}
