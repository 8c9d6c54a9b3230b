package io.tocsin.bot.alert;

import io.tocsin.bot.loop.LoopEnd;
import io.tocsin.bot.recurrence.RecurrenceActs;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.Uuid7;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertStore;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends alerts of which no word came any more, and closes incidents whose last alert is over. Goes
 * by how things stand, not by who said what when: so ends may come late, twice or before the bot
 * took the alert in.
 */
public final class AlertEnds implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(AlertEnds.class);
  private static final int BATCH = 500;

  /** After that long nobody waits for a signal to be taken in. */
  private static final Duration LOST = Duration.ofHours(1);

  private final AlertConfig config;
  private final AlertSearch search;
  private final AlertStore store;
  private final IncidentJournal journal;
  private final AuditJournal audit;
  private final InstantSource clock;
  private final Duration sweep;
  private final LoopEnd ends = new LoopEnd();
  private Instant silenceCountsFrom = Instant.MAX;
  private Instant began = Instant.MAX;
  private @Nullable Thread loop;
  private volatile @Nullable String trouble;

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
    this.audit = audit;
    this.sweep = sweep;
    this.clock = clock;
  }

  @Override
  public void start() {
    loop = Thread.ofPlatform().name("tocsin-alert-ends").daemon().start(this::run);
  }

  private void run() {
    do {
      try {
        sweep();
        trouble = null;
      } catch (RuntimeException e) {
        trouble = e.toString();
        LOG.warn("Alerts could not be ended; tried again at the next sweep", e);
      }
    } while (!ends.await(sweep));
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
    boolean others =
        search.firing(alert.tenant(), alert.fault(), BATCH).stream()
            .anyMatch(other -> other.source().environment().equals(alert.source().environment()));
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
    TenantId tenant = incident.tenant();
    audit.append(
        new AuditDraft(
            tenant,
            TimelineEvent.TOCSIN,
            "incident.close",
            "incident/" + incident.name(),
            incident.state().name(),
            Incident.State.CLOSED.name(),
            because));
    TimelineEvent event =
        new TimelineEvent(
            Uuid7.next(clock),
            incident.id(),
            at,
            TimelineEvent.Kind.CLOSED,
            TimelineEvent.TOCSIN,
            Map.of(),
            because);
    return journal
        .record(
            IncidentChange.told(
                incident.seen(incident.firstSeen(), ended, null).closed(),
                event,
                RecurrenceActs.over(incident, because, clock.instant())))
        .isPresent();
  }

  @Override
  public Health health() {
    Thread thread = loop;
    if (thread == null || !thread.isAlive()) {
      return Health.down("ends of alerts are not looked at");
    }
    String why = trouble;
    return why == null
        ? Health.up("ends alerts that nobody repeats")
        : Health.degraded("alerts stay open: " + why);
  }

  @Override
  public void close() {
    ends.say();
    ends.join(loop);
  }
}
