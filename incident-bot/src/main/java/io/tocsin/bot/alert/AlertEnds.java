package io.tocsin.bot.alert;

import io.tocsin.bot.loop.Sweeping;
import io.tocsin.bot.recurrence.OwnClosing;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertStore;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentJournal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Ends alerts of which no word came any more, and closes incidents whose last alert is over. Goes
 * by how things stand, not by who said what when: so ends may come late, twice or before the bot
 * took the alert in.
 */
public final class AlertEnds implements Component {
  private static final int BATCH = 500;

  /** After that long nobody waits for a signal to be taken in. */
  private static final Duration LOST = Duration.ofHours(1);

  private final AlertConfig config;
  private final AlertSearch search;
  private final AlertStore store;
  private final IncidentJournal journal;
  private final InstantSource clock;
  private final OwnClosing closing;
  private final Sweeping loop;
  private Instant silenceCountsFrom = Instant.MAX;
  private Instant began = Instant.MAX;

  public AlertEnds(
      AlertConfig config,
      AlertSearch search,
      AlertStore store,
      IncidentJournal journal,
      AuditJournal audit,
      Duration sweep,
      InstantSource clock) {
    this.config = config;
    this.search = search;
    this.store = store;
    this.journal = journal;
    this.clock = clock;
    this.closing = new OwnClosing(journal, audit, clock);
    this.loop =
        new Sweeping(
            "tocsin-alert-ends",
            sweep,
            this::sweep,
            new Sweeping.Says(
                "ends of alerts are not looked at",
                "ends alerts that nobody repeats",
                "alerts stay open"));
  }

  @Override
  public void start() {
    loop.start();
  }

  /** One look at all that are over, in the calling thread. */
  void sweep() {
    Instant now = clock.instant();
    if (silenceCountsFrom.equals(Instant.MAX)) {
      // Senders could not reach us while we were away: they get the time to say so again.
      silenceCountsFrom = now.plus(config.resolveTimeout());
      began = now;
    }
    for (Alert alert : search.unsettled(now, BATCH)) {
      if (!alert.fires()) {
        settle(alert, now);
      } else if (!now.isBefore(silenceCountsFrom)) {
        // Settled in the next sweep, unless it fired again by then.
        store.record(
            List.of(alert.ended(now, "no word of it since " + alert.updatedAt())), List.of());
      }
    }
  }

  private void settle(Alert alert, Instant now) {
    Instant ended = alert.endedAt() == null ? now : alert.endedAt();
    boolean others = search.isFiring(alert.tenant(), alert.fault(), alert.source().environment());
    if (others || isToldToItsIncident(alert, ended) || isLost(ended, now)) {
      store.record(List.of(alert.settled(now)), List.of());
    }
  }

  /** Its signal would have been taken in by now; not while nothing ran. */
  private boolean isLost(Instant ended, Instant now) {
    Instant from = ended.isAfter(began) ? ended : began;
    return from.plus(LOST).isBefore(now);
  }

  /** False where it must be tried again. */
  private boolean isToldToItsIncident(Alert alert, Instant ended) {
    FaultRef fault = journal.fault(alert.tenant(), alert.fault(), alert.startsAt());
    Optional<Incident> latest = journal.latestEpisode(fault, alert.source().environment());
    if (latest.isEmpty() || latest.get().lastSeen().isBefore(alert.saidAt())) {
      // Its signal was not taken in yet.
      return false;
    }
    Incident incident = latest.get();
    return incident.state() == Incident.State.CLOSED
        || !config.closeWhenOver()
        || close(incident, alert, ended);
  }

  private boolean close(Incident incident, Alert alert, Instant ended) {
    Instant at = ended.isBefore(incident.openedAt()) ? incident.openedAt() : ended;
    String because = Hearing.name(alert.labels()) + ": " + alert.endedBecause();
    return closing.close(incident.seen(incident.firstSeen(), ended, null), at, because);
  }

  @Override
  public Health health() {
    return loop.health();
  }

  @Override
  public void close() {
    loop.stop();
  }
}
