package io.tocsin.bot.filing;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OwnerResolver;
import java.time.InstantSource;
import java.util.Optional;

/** Writes on an incident what could not be known when it was opened. */
final class LateEvidence {
  private static final int TRIES = 5;

  private final IncidentStore incidents;
  private final IncidentJournal journal;
  private final OwnerResolver owners;
  private final TraceEvidence trace;
  private final InstantSource clock;

  LateEvidence(
      IncidentStore incidents,
      IncidentJournal journal,
      OwnerResolver owners,
      TraceEvidence trace,
      InstantSource clock) {
    this.incidents = incidents;
    this.journal = journal;
    this.owners = owners;
    this.trace = trace;
    this.clock = clock;
  }

  /**
   * The incident with all that is known by now. Where others decide about it again and again at the
   * same time, the ticket gets what was found, and the incident does not.
   */
  Incident addTo(Incident incident) {
    Incident before = incident;
    for (int i = 1; ; i++) {
      IncidentChange change = new LateFindings(before, trace, owners, clock).change();
      if (change.after().equals(before)) {
        return before;
      }
      Optional<Incident> written = journal.record(change);
      if (written.isPresent() || i == TRIES) {
        return written.orElse(change.after());
      }
      before = incidents.find(before.tenant(), before.id()).orElse(before);
    }
  }
}
