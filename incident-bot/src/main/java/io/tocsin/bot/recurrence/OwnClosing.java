package io.tocsin.bot.recurrence;

import io.tocsin.model.Uuid7;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.TimelineEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Closes an incident without a person's saying so: journalled first, its ticket behind it. */
public record OwnClosing(IncidentJournal journal, AuditJournal audit, InstantSource clock) {
  /**
   * False where somebody else changed the incident meanwhile.
   *
   * @param seen the incident as it was last seen, still open
   * @param at when it was over
   */
  public boolean close(Incident seen, Instant at, String because) {
    audit.append(
        new AuditDraft(
            seen.tenant(),
            TimelineEvent.TOCSIN,
            "incident.close",
            "incident/" + seen.name(),
            seen.state().name(),
            Incident.State.CLOSED.name(),
            because));
    TimelineEvent event =
        new TimelineEvent(
            Uuid7.next(clock),
            seen.id(),
            at,
            TimelineEvent.Kind.CLOSED,
            TimelineEvent.TOCSIN,
            Map.of(),
            because);
    return journal
        .record(
            IncidentChange.told(
                seen.closed(), event, RecurrenceActs.over(seen, because, clock.instant())))
        .isPresent();
  }
}
