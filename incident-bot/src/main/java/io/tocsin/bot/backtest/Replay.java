package io.tocsin.bot.backtest;

import io.tocsin.bot.incident.IncidentBot;
import io.tocsin.bot.incident.Responder;
import io.tocsin.bot.mute.MuteKeeper;
import io.tocsin.bot.mute.MuteRules;
import io.tocsin.model.backtest.BacktestProgress;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One play through history, moment by moment: what came from outside happens again, mutes end when
 * they would, and the bot takes in what was observed, as it would with these settings.
 */
final class Replay {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int AT_ONCE = 1_000;

  /** Between two looks at mutes, where one of them would be due at once again. */
  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

  private final BacktestQuery query;
  private final BacktestConfig limits;
  private final HistoryClock clock;
  private final PlayedIncidents incidents;
  private final PlayedFiling filing;
  private final PendingSignals pending;
  private final IncidentBot bot;
  private final MuteKeeper mutes;
  private final Queue<PastDecision> decisions =
      new PriorityQueue<>(Comparator.comparing((PastDecision decision) -> decision.event().at()));
  private final Consumer<BacktestProgress> progress;
  private Instant nextSweep;
  private long signals;
  private long failed;
  private boolean cut;

  Replay(
      BacktestQuery query,
      BacktestConfig limits,
      Candidate candidate,
      Played played,
      Consumer<BacktestProgress> progress) {
    this.query = query;
    this.limits = limits;
    this.clock = played.clock();
    this.incidents = played.incidents();
    this.filing = played.filing();
    this.pending = played.pending();
    this.progress = progress;
    this.nextSweep = query.from();
    NoAudit audit = new NoAudit(clock);
    MuteRules rules = new MuteRules(candidate.mutes(), played.silences(), incidents, clock);
    mutes =
        new MuteKeeper(
            candidate.mutes(),
            rules,
            incidents,
            incidents,
            audit,
            () -> List.of(query.tenant()),
            new LocalBell(),
            clock);
    bot =
        new IncidentBot(
            pending,
            new Responder(
                incidents,
                incidents,
                candidate.owners(),
                audit,
                played.ledger(),
                played.releases(),
                candidate.recurrence(),
                rules,
                clock),
            new LocalBell(),
            new LocalBell(),
            PATIENCE,
            AT_ONCE,
            1);
  }

  /** Takes over what was there at the beginning, and what will come from outside. */
  void prepare(Past past) {
    for (List<Incident> episodes : past.places()) {
      for (Incident incident : episodes) {
        boolean closedBefore =
            incident.state() == Incident.State.CLOSED && incident.lastSeen().isBefore(query.from());
        if (incident.openedAt().isBefore(query.to()) && !closedBefore) {
          past.timeline(incident).stream()
              .filter(event -> !event.at().isBefore(query.from()) && PastDecision.is(event))
              .map(event -> new PastDecision(Place.of(incident), event))
              .forEach(decisions::add);
          if (incident.openedAt().isBefore(query.from())) {
            incidents.remember(incident);
          }
        }
      }
    }
  }

  /** Returns the moment up to which it came. */
  Instant run(History history) {
    history.signals().replay(query.tenant(), query.from(), query.to(), this::takeIn);
    if (!cut) {
      advance(query.to());
    }
    return clock.instant();
  }

  /** False where a limit is met, or somebody does not want to wait any longer. */
  private boolean takeIn(List<Signal> page) {
    List<Signal> moment = new ArrayList<>();
    for (Signal signal : page) {
      if (!moment.isEmpty() && moment.getFirst().observedNanos() != signal.observedNanos()) {
        takeInMoment(moment);
        moment.clear();
      }
      moment.add(signal);
    }
    takeInMoment(moment);
    progress.accept(new BacktestProgress(signals, clock.instant()));
    cut =
        signals >= limits.maxSignals()
            || incidents.size() >= limits.maxIncidents()
            || Thread.currentThread().isInterrupted();
    return !cut;
  }

  private void takeInMoment(List<Signal> moment) {
    if (moment.isEmpty()) {
      return;
    }
    advance(Instant.ofEpochSecond(0, moment.getFirst().observedNanos()));
    signals += pending.post(moment);
    bot.takeIn();
    failed += pending.drop();
  }

  /** What happens before then, in its order: a decision is about what had been seen by then. */
  private void advance(Instant to) {
    while (true) {
      PastDecision decision = decisions.peek();
      Instant decided = decision == null ? Instant.MAX : decision.event().at();
      Instant sweep = later(nextSweep, incidents.nextUnmute());
      Instant due = filing.nextDue();
      Instant next = Stream.of(decided, sweep, due).min(Comparator.naturalOrder()).orElseThrow();
      if (!next.isBefore(to)) {
        clock.advance(to);
        return;
      }
      clock.advance(next);
      if (decision != null && decided.equals(next)) {
        incidents.repeat(decisions.remove());
        // What was closed may have been what muted another.
        mutes.sweep();
      } else if (sweep.equals(next)) {
        mutes.sweep();
        nextSweep = clock.instant().plus(LEAST_WAIT);
      }
      filing.fileDue(incidents);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  long signals() {
    return signals;
  }

  /** Signals that the bot could not take in. */
  long failed() {
    return failed;
  }

  /** Whether it ended before the end. */
  boolean cut() {
    return cut;
  }
}
