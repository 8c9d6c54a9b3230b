package io.tocsin.bot.backtest;

import io.tocsin.bot.filing.TeamBudget;
import io.tocsin.bot.filing.TicketDrafts;
import io.tocsin.model.backtest.PlannedTicket;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the filer does between an incident's wish for a ticket and the tracker, up to the draft: it
 * holds back what is mute or beyond its team's budget, and leaves out what is over by then.
 */
final class PlayedFiling {
  private final TeamBudget budget;
  private final PlayedLedger ledger;
  private final Function<IncidentStore, TicketDrafts> drafts;
  private final InstantSource clock;
  private final Map<UUID, Instant> gathered = new HashMap<>();
  private final NavigableSet<Waiting> waiting =
      new TreeSet<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::incident));

  private record Waiting(Instant due, UUID incident, Incident row) {}

  /**
   * @param drafts makes tickets of incidents of a store
   */
  PlayedFiling(
      TeamBudget budget,
      PlayedLedger ledger,
      Function<IncidentStore, TicketDrafts> drafts,
      InstantSource clock) {
    this.budget = budget;
    this.ledger = ledger;
    this.drafts = drafts;
    this.clock = clock;
  }

  /** No effect where its ticket was wanted before. */
  void want(Incident incident, IncidentStore incidents) {
    TicketKey key = incident.ticketKey();
    if (key != null && !ledger.has(key)) {
      ledger.put(incident, key, EffectState.INTENT, clock.instant());
      file(incident, key, incidents);
    }
  }

  /** When something that was held back is to be looked at again; {@link Instant#MAX} for never. */
  Instant nextDue() {
    return waiting.isEmpty() ? Instant.MAX : waiting.first().due();
  }

  void fileDue(IncidentStore incidents) {
    while (!nextDue().isAfter(clock.instant())) {
      Incident row = waiting.removeFirst().row();
      Incident incident = incidents.find(row.tenant(), row.id()).orElse(row);
      TicketKey key = incident.ticketKey();
      if (key != null && ledger.planned(incident).isEmpty()) {
        file(incident, key, incidents);
      }
    }
  }

  private void file(Incident incident, TicketKey key, IncidentStore incidents) {
    Instant now = clock.instant();
    if (incident.state() == Incident.State.CLOSED) {
      ledger.put(incident, key, EffectState.REFUSED, now);
      return;
    }
    Mute mute = incident.mute();
    if (mute != null && now.isBefore(mute.until())) {
      waiting.add(new Waiting(mute.until(), incident.id(), incident));
      return;
    }
    switch (budget.ask(incident, key, gathered.get(incident.id()), now)) {
      case MAY -> plan(incident, key, incidents);
      case NOT_SEEN_SINCE -> putOff(incident, now);
      case BEYOND -> {
        gathered.putIfAbsent(incident.id(), now);
        putOff(incident, now);
      }
    }
  }

  private void putOff(Incident incident, Instant now) {
    waiting.add(new Waiting(TeamBudget.again(incident, now), incident.id(), incident));
  }

  /** Somebody asked for one at once, whatever the budget. */
  void fileNow(Incident incident, IncidentStore incidents) {
    TicketKey key = incident.ticketKey();
    if (key != null && ledger.planned(incident).isEmpty()) {
      plan(incident, key, incidents);
    }
  }

  private void plan(Incident incident, TicketKey key, IncidentStore incidents) {
    TicketDraft draft = drafts.apply(incidents).of(incident);
    Owner owner = incident.owner();
    ledger.plan(
        incident,
        key,
        new PlannedTicket(
            clock.instant(),
            draft.title(),
            draft.team(),
            draft.assignee(),
            draft.priority(),
            null,
            owner == null || owner.because().isEmpty() ? "" : owner.because().getFirst()));
  }

  /** Whether it would only be named in an umbrella ticket. */
  boolean gathered(Incident incident) {
    return gathered.containsKey(incident.id()) && ledger.planned(incident).isEmpty();
  }
}
