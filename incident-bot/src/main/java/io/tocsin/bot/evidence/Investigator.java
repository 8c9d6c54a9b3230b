package io.tocsin.bot.evidence;

import io.tocsin.bot.loop.LoopEnd;
import io.tocsin.bot.loop.Urgency;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.OpenedIncident;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Bell;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what explains incidents that were just opened, again and again until all of it is there
 * or the limit is reached. Which ones are looked at is read from the store, so that it goes on
 * after a restart; those of another bot are looked at too, and told once.
 */
public final class Investigator implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(Investigator.class);

  /** Incidents opened longer ago are left alone, however short the process was away. */
  private static final Duration RESTART = Duration.ofMinutes(10);

  /** Exceptions have all they need at once: their profile is cut within 10 s, and then comes. */
  private static final Duration LIMIT_OF_EXCEPTIONS = Duration.ofSeconds(20);

  /** The look at the limit takes a moment, until which the ticket's edit waits. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(4);

  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration BREATH = Duration.ofMillis(250);

  /** Of what a pass took: in a storm each one reads many incidents. */
  private static final int REST = 4;

  /** In one pass, so that what is opened meanwhile waits for no more than these. */
  private static final int MOST_LOOKS = 200;

  private static final Duration LONGEST_REST = Duration.ofMillis(500);

  private final EvidenceConfig config;
  private final EvidencePorts ports;
  private final Investigation investigation;
  private final Bell opened;
  private final InstantSource clock;
  private final NewIncidents recent;
  private final LongAdder looks = new LongAdder();
  private final LongAdder explained = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final LoopEnd ends = new LoopEnd();
  private @Nullable Thread loop;
  private volatile @Nullable String trouble;

  /**
   * @param opened rings when there may be new incidents
   */
  public Investigator(
      EvidenceConfig config, EvidencePorts ports, Bell opened, InstantSource clock) {
    this.config = config;
    this.ports = ports;
    this.opened = opened;
    this.clock = clock;
    this.recent = new NewIncidents(ports.opened());
    RecordedMoment recordings = new RecordedMoment(ports.profiles());
    CommitFinding commits = new CommitFinding(ports.suspects());
    CulpritOwner owners = new CulpritOwner(ports.owners());
    this.investigation =
        new Investigation(
            ports.incidents(),
            ports.journal(),
            ports.audit(),
            Map.of(
                FaultFacts.Kind.EXCEPTION,
                new ExceptionInquiry(recordings),
                FaultFacts.Kind.CRASH,
                new CrashInquiry(
                    ports.telemetry(),
                    recordings,
                    ports.releases(),
                    config.releaseWithin(),
                    commits,
                    owners),
                FaultFacts.Kind.LEAK,
                (incident, told, last, into) -> {},
                FaultFacts.Kind.SLOWDOWN,
                new SlowdownInquiry(
                    ports.releases(),
                    config.releaseWithin(),
                    new ProfileComparison(
                        ports.profiles(), ports.own(), config.comparedBefore(), clock),
                    commits,
                    owners,
                    new RequestWaits(ports.telemetry()))),
            clock);
  }

  @Override
  public void start() {
    loop = Urgency.patient("tocsin-investigator").start(this::run);
  }

  private void run() {
    while (!ends.said()) {
      try {
        long began = System.nanoTime();
        int waiting = lookAtAll();
        boolean goesOn = !recent.due(clock.instant(), config.lookAgain(), 1).isEmpty();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        trouble = null;
        if (!goesOn) {
          opened.await(waiting > 0 ? config.lookAgain() : SWEEP);
        }
        if (ends.await(restAfter(took))) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        failed(e);
        if (ends.await(SWEEP)) {
          return;
        }
      }
    }
  }

  private static Duration restAfter(Duration look) {
    Duration rest = look.multipliedBy(REST);
    if (rest.compareTo(BREATH) < 0) {
      return BREATH;
    }
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  /** One pass over those that wait, in the calling thread. Returns how many go on waiting. */
  int lookAtAll() {
    Instant now = clock.instant();
    for (TenantId tenant : ports.tenants().get()) {
      givenUp.add(recent.read(tenant, now.minus(RESTART), now));
    }
    recent.due(now, config.lookAgain(), MOST_LOOKS).stream()
        .takeWhile(incident -> !ends.said())
        .forEach(this::look);
    recent.explained(clock.instant(), config.lookAgain(), MOST_LOOKS).stream()
        .takeWhile(incident -> !ends.said())
        .forEach(this::gather);
    return recent.lookedFor();
  }

  /** As it stands by now; one that fails keeps none of the others waiting. */
  private void gather(OpenedIncident opened) {
    boolean done;
    try {
      done =
          ports
              .incidents()
              .find(opened.tenant(), opened.id())
              .filter(incident -> incident.state() != Incident.State.CLOSED)
              .map(ports.gathering()::gather)
              .orElse(true);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failed(e);
      done = false;
    }
    if (done) {
      recent.gathered(opened.id());
    } else {
      recent.again(opened.id(), clock.instant());
    }
  }

  /** One that fails keeps none of the others waiting. */
  private void look(OpenedIncident incident) {
    looks.increment();
    boolean last = isPast(incident.kind(), incident.openedAt(), Duration.ZERO);
    boolean done;
    try {
      done = investigation.look(incident, last);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failed(e);
      done = isPast(incident.kind(), incident.openedAt(), LAST_LOOK);
    }
    if (done) {
      explained.increment();
      recent.explained(incident.id());
    } else {
      recent.again(incident.id(), clock.instant());
    }
  }

  private boolean isPast(FaultFacts.Kind kind, Instant openedAt, Duration more) {
    Duration limit = kind == FaultFacts.Kind.EXCEPTION ? LIMIT_OF_EXCEPTIONS : config.limit();
    return !clock.instant().isBefore(openedAt.plus(limit).plus(more));
  }

  /**
   * Whether the ticket's edit should wait, because more may come. Of exceptions nothing does that a
   * ticket would wait for.
   */
  public boolean isPending(TenantId tenant, UUID id) {
    if (recent.isExplained(id)) {
      return false;
    }
    Optional<Incident> found = ports.incidents().find(tenant, id);
    return found.isPresent()
        && found.get().facts().kind() != FaultFacts.Kind.EXCEPTION
        && found.get().state() != Incident.State.CLOSED
        && !isPast(found.get().facts().kind(), found.get().openedAt(), LAST_LOOK);
  }

  private void failed(Throwable e) {
    failures.increment();
    trouble = e.toString();
    LOG.warn("Evidence could not be looked for; tried again", e);
  }

  @Override
  public Health health() {
    Thread thread = loop;
    if (thread == null || !thread.isAlive()) {
      return Health.down("the investigator does not run");
    }
    String why = trouble;
    return why == null
        ? Health.up("looks for what explains new incidents")
        : Health.degraded("evidence is missing: " + why);
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.counter("tocsin_evidence_looks_total", "Looks for evidence.", Map.of(), looks.sum()),
        Sample.counter(
            "tocsin_evidence_incidents_total",
            "Incidents whose evidence is complete, or was looked for until the limit.",
            Map.of(),
            explained.sum()),
        Sample.counter(
            "tocsin_evidence_failures_total",
            "Looks for evidence that met an error.",
            Map.of(),
            failures.sum()),
        Sample.counter(
            "tocsin_evidence_given_up_total",
            "Incidents that got too old before their evidence was looked for to the end.",
            Map.of(),
            givenUp.sum()));
  }

  @Override
  public void close() {
    ends.say();
    opened.ring();
    ends.join(loop);
  }
}
