package io.tocsin.bot.evidence;

import io.tocsin.bot.loop.LoopEnd;
import io.tocsin.bot.source.RecentlyUsed;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Bell;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what explains incidents that were just opened, again and again until all of it is there
 * or the limit is reached. Which ones are looked at is read from the store each time, so that it
 * goes on after a restart; those of another bot are looked at too, and told once.
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
  private static final Duration BREATH = Duration.ofMillis(50);

  /** Of what a look took: in a storm each one reads many incidents again. */
  private static final int REST = 4;

  private static final Duration LONGEST_REST = Duration.ofMillis(500);
  private static final int MAX_INCIDENTS = 200;
  private static final int KEPT = 10_000;

  private final EvidenceConfig config;
  private final EvidencePorts ports;
  private final Investigation investigation;
  private final Bell opened;
  private final InstantSource clock;
  private final Map<UUID, Long> lookedAt = new RecentlyUsed<>(KEPT);
  private final Map<UUID, Boolean> over = new RecentlyUsed<>(KEPT);
  private final Map<UUID, Boolean> gathered = new RecentlyUsed<>(KEPT);
  private final LongAdder looks = new LongAdder();
  private final LongAdder explained = new LongAdder();
  private final LongAdder failures = new LongAdder();
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
    loop = Thread.ofPlatform().name("tocsin-investigator").daemon().start(this::run);
  }

  private void run() {
    while (!ends.said()) {
      try {
        long began = System.nanoTime();
        int waiting = lookAtAll();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        trouble = null;
        opened.await(waiting > 0 ? config.lookAgain() : SWEEP);
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

  /** One look at all that wait, in the calling thread. Returns how many go on waiting. */
  int lookAtAll() {
    Instant since = clock.instant().minus(RESTART);
    int waiting = 0;
    for (TenantId tenant : ports.tenants().get()) {
      List<Incident> newest =
          ports
              .incidents()
              .search(
                  new IncidentQuery(
                      tenant,
                      Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED),
                      null,
                      null,
                      null,
                      IncidentQuery.Sort.OPENED,
                      0,
                      MAX_INCIDENTS))
              .items();
      Stream<Incident> open =
          newest.stream()
              .filter(incident -> incident.openedAt().isAfter(since) && !isOver(incident.id()))
              .sorted(Comparator.comparing(i -> i.facts().kind() == FaultFacts.Kind.EXCEPTION));
      for (Incident incident : open.toList()) {
        if (!ends.said() && !look(incident)) {
          waiting++;
        }
      }
      newest.stream()
          .filter(incident -> incident.openedAt().isAfter(since) && isToGather(incident.id()))
          .takeWhile(incident -> !ends.said())
          .forEach(this::gather);
    }
    return waiting;
  }

  private boolean isToGather(UUID incident) {
    synchronized (over) {
      return over.containsKey(incident) && !gathered.containsKey(incident);
    }
  }

  /** As it stands by now; one that fails keeps none of the others waiting. */
  private void gather(Incident seen) {
    boolean done;
    try {
      done =
          ports
              .incidents()
              .find(seen.tenant(), seen.id())
              .map(ports.gathering()::gather)
              .orElse(true);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failed(e);
      done = false;
    }
    if (done) {
      synchronized (over) {
        gathered.put(seen.id(), true);
      }
    }
  }

  /** One that fails keeps none of the others waiting. */
  private boolean look(Incident incident) {
    boolean last = isPast(incident, Duration.ZERO);
    if (!last && !isDue(incident.id())) {
      return false;
    }
    looks.increment();
    boolean done;
    try {
      done = investigation.look(incident, last);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failed(e);
      done = isPast(incident, LAST_LOOK);
    }
    synchronized (over) {
      lookedAt.put(incident.id(), System.nanoTime());
      if (done) {
        explained.increment();
        over.put(incident.id(), true);
      }
    }
    return done;
  }

  private boolean isDue(UUID incident) {
    synchronized (over) {
      Long before = lookedAt.get(incident);
      return before == null || System.nanoTime() - before >= config.lookAgain().toNanos();
    }
  }

  private boolean isOver(UUID incident) {
    synchronized (over) {
      return over.containsKey(incident);
    }
  }

  private boolean isPast(Incident incident, Duration more) {
    Duration limit =
        incident.facts().kind() == FaultFacts.Kind.EXCEPTION ? LIMIT_OF_EXCEPTIONS : config.limit();
    return !clock.instant().isBefore(incident.openedAt().plus(limit).plus(more));
  }

  /**
   * Whether the ticket's edit should wait, because more may come. Of exceptions nothing does that a
   * ticket would wait for.
   */
  public boolean isPending(TenantId tenant, UUID id) {
    if (isOver(id)) {
      return false;
    }
    Optional<Incident> incident = ports.incidents().find(tenant, id);
    return incident.isPresent()
        && incident.get().facts().kind() != FaultFacts.Kind.EXCEPTION
        && incident.get().state() != Incident.State.CLOSED
        && !isPast(incident.get(), LAST_LOOK);
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
            failures.sum()));
  }

  @Override
  public void close() {
    ends.say();
    opened.ring();
    ends.join(loop);
  }
}
