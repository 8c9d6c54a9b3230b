package io.tocsin.bot.incident;

import io.tocsin.bot.loop.LoopEnd;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pending signals in: woken by the bell that rings when signals were posted, with a sweep as
 * the safety net. Rings the filer's bell after each round that decided something.
 */
public final class IncidentBot implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentBot.class);
  private static final int MAX_CONFLICTS_IN_A_ROW = 10;

  private final SignalStore signals;
  private final Responder responder;
  private final Bell posted;
  private final Bell intents;
  private final Duration sweep;
  private final int batch;
  private final AtOnce places;
  private final LongAdder handled = new LongAdder();
  private final LongAdder conflicts = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final FailedSignals failed = new FailedSignals();
  private final LoopEnd ends = new LoopEnd();
  private @Nullable Thread loop;
  private boolean contended;
  private volatile @Nullable String trouble;

  /**
   * @param posted rings when signals were posted
   * @param intents is rung when there may be tickets to file
   * @param batch signals in one round at most
   * @param atOnce faults that are decided upon at the same time; with one, in the calling thread
   */
  public IncidentBot(
      SignalStore signals,
      Responder responder,
      Bell posted,
      Bell intents,
      Duration sweep,
      int batch,
      int atOnce) {
    this.signals = signals;
    this.responder = responder;
    this.posted = posted;
    this.intents = intents;
    this.sweep = sweep;
    this.batch = batch;
    this.places = new AtOnce(atOnce, "tocsin-incident-bot-");
  }

  @Override
  public void start() {
    loop = Thread.ofPlatform().name("tocsin-incident-bot").daemon().start(this::run);
  }

  private void run() {
    while (!ends.said()) {
      try {
        takeAllIn();
        posted.await(sweep);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        failed(e);
        if (ends.await(sweep)) {
          return;
        }
      }
    }
  }

  private void takeAllIn() {
    int inARow = 0;
    Round round;
    do {
      round = takeIn();
      inARow = round.conflicts > 0 ? inARow + 1 : 0;
    } while (!ends.said() && round.goesOn(batch) && inARow <= MAX_CONFLICTS_IN_A_ROW);
    if (round.failures == 0 && failed.size() == 0) {
      trouble = null;
    }
  }

  /** What one look at the pending signals brought. */
  public record Round(int seen, int decided, int conflicts, int failures) {
    /** More may be pending; groups that only fail wait for the next sweep. */
    private boolean goesOn(int batch) {
      return conflicts > 0 || seen == batch && decided > 0;
    }
  }

  /**
   * One look; returns when all of it is decided. A group that fails stops none of the others, now
   * or later.
   */
  public Round takeIn() {
    List<Signal> pending = failed.others(signals.pending(batch + failed.size()), batch);
    // Others are at the same signals where one was refused: what was read is old by then.
    AtomicBoolean old = new AtomicBoolean();
    List<Decision> decisions =
        places.each(inTurn(SignalGroup.byPlace(pending)), groups -> decide(groups, old)).stream()
            .flatMap(List::stream)
            .toList();
    for (Decision decision : decisions) {
      switch (decision.outcome()) {
        case TAKEN -> failed.remove(decision.group().signals());
        case FAILED -> failed.add(decision.group().signals());
        case REFUSED -> {}
      }
    }
    int refused = count(decisions, Outcome.REFUSED);
    conflicts.add(refused);
    contended = refused > 0;
    return new Round(
        pending.size(), count(decisions, Outcome.TAKEN), refused, count(decisions, Outcome.FAILED));
  }

  private enum Outcome {
    TAKEN,
    REFUSED,
    FAILED
  }

  private record Decision(SignalGroup group, Outcome outcome) {}

  private static int count(List<Decision> decisions, Outcome outcome) {
    return Math.toIntExact(decisions.stream().filter(one -> one.outcome() == outcome).count());
  }

  /** Groups of one place: one after the other, as a decision builds on the one before. */
  private List<Decision> decide(List<SignalGroup> groups, AtomicBoolean old) {
    List<Decision> decisions = new ArrayList<>();
    for (SignalGroup group : groups) {
      if (old.get() || ends.said()) {
        break;
      }
      Outcome outcome = decide(group);
      decisions.add(new Decision(group, outcome));
      if (outcome == Outcome.REFUSED) {
        old.set(true);
      }
    }
    return decisions;
  }

  private Outcome decide(SignalGroup group) {
    try {
      if (!responder.respond(group)) {
        return Outcome.REFUSED;
      }
      handled.add(group.signals().size());
      intents.ring();
      return Outcome.TAKEN;
    } catch (RuntimeException e) {
      failed(e);
      return Outcome.FAILED;
    }
  }

  /** Oldest first, unless others are at it: then each bot begins elsewhere. */
  private List<List<SignalGroup>> inTurn(List<List<SignalGroup>> all) {
    if (!contended) {
      return all;
    }
    List<List<SignalGroup>> mixed = new ArrayList<>(all);
    Collections.shuffle(mixed);
    return mixed;
  }

  private void failed(RuntimeException e) {
    failures.increment();
    trouble = e.toString();
    LOG.warn("Signals could not be taken in; tried again at the next sweep", e);
  }

  @Override
  public Health health() {
    Thread thread = loop;
    if (thread == null || !thread.isAlive()) {
      return Health.down("the bot does not run");
    }
    String why = trouble;
    return why == null
        ? Health.up("takes signals in as they come")
        : Health.degraded("signals wait: " + why);
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.counter(
            "tocsin_signals_handled_total",
            "Signals taken in to an incident.",
            Map.of(),
            handled.sum()),
        Sample.counter(
            "tocsin_bot_conflicts_total",
            "Decisions taken again because somebody was first.",
            Map.of(),
            conflicts.sum()),
        Sample.counter(
            "tocsin_bot_failures_total",
            "Rounds or groups of signals that met an error.",
            Map.of(),
            failures.sum()));
  }

  @Override
  public void close() {
    ends.say();
    posted.ring();
    ends.join(loop);
    places.close();
  }
}
