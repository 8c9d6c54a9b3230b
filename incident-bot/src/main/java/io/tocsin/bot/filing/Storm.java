package io.tocsin.bot.filing;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketStorms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a team from more tickets than it can read. Beyond its budget of an hour a fault is named in
 * one umbrella ticket; an hour later it gets a ticket of its own, in the order in which all came,
 * if it was seen since and the budget of that hour allows.
 */
final class Storm {
  private final StormConfig config;
  private final TeamBudget budget;
  private final TicketStorms storms;
  private final LedgerRows rows;
  private final TicketTimeline timeline;

  Storm(StormConfig config, TicketStorms storms, LedgerRows rows, TicketTimeline timeline) {
    this.config = config;
    this.budget = new TeamBudget(config, storms);
    this.storms = storms;
    this.rows = rows;
    this.timeline = timeline;
  }

  /**
   * False where the row was put off. What was sent and not answered has had its place; what was
   * answered with "not now" needs one of the hour in which it is sent.
   */
  boolean mayFile(TicketEntry row, Incident incident) {
    boolean mayBeOut = row.state() != EffectState.INTENT && row.attempts() > 0;
    if (config.ticketsPerTeamAndHour() == 0 || mayBeOut) {
      return true;
    }
    Instant now = rows.clock().instant();
    List<TimelineEvent> told = timeline.of(incident);
    if (first(told, Kind.TICKET_WANTED).isPresent()) {
      return true;
    }
    Optional<TimelineEvent> gathered = first(told, Kind.GATHERED);
    Instant gatheredAt = gathered.map(TimelineEvent::at).orElse(null);
    return switch (budget.ask(incident, row.key(), gatheredAt, now)) {
      case MAY -> true;
      case NOT_SEEN_SINCE -> {
        putOff(row, incident, now, "not seen since it was named in an umbrella ticket");
        yield false;
      }
      case BEYOND -> {
        String team = TeamBudget.team(incident);
        if (gathered.isEmpty()) {
          gather(row, incident, team, TeamBudget.hour(now), now);
        }
        putOff(
            row,
            incident,
            now,
            (team.isEmpty() ? "those without a team" : team)
                + " had the "
                + config.ticketsPerTeamAndHour()
                + " tickets of this hour: it is named in an umbrella ticket");
        yield false;
      }
    };
  }

  private static Optional<TimelineEvent> first(List<TimelineEvent> told, Kind kind) {
    return told.stream().filter(event -> event.kind() == kind).findFirst();
  }

  /**
   * First under the umbrella, then told: a kill in between does both again, and nothing twice. The
   * umbrella goes out next, before what waits behind this row: it says that a storm is on.
   */
  private void gather(TicketEntry row, Incident incident, String team, Instant hour, Instant now) {
    TicketAct umbrella = TicketAct.umbrella(incident.tenant(), team, hour);
    storms.gather(incident.tenant(), umbrella.key(), incident.id(), incident.number(), now);
    timeline.gathered(
        row,
        umbrella.key(),
        team,
        new UmbrellaActs(config.listEvery()).of(umbrella, row.dueAt(), now));
    rows.counts().add(Event.GATHERED);
  }

  private void putOff(TicketEntry row, Incident incident, Instant now, String because) {
    rows.write(
        Transitions.later(row, EffectState.INTENT, TeamBudget.again(incident, now), because));
  }
}
