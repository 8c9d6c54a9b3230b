package io.tocsin.bot.filing;

import io.tocsin.bot.filing.FilingCounts.Event;
import io.tocsin.bot.loop.Backoff;
import io.tocsin.bot.loop.Urgency;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.ticket.Linking;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tickets from intent to the last edit: a filer for those to be opened, one for what is done to
 * them later, the one edit with what was found, the duplicate sweep.
 */
public final class TicketFiling implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(TicketFiling.class);
  private static final int MAX_EDITS_WAITING = 1_000;
  private static final int EDIT_TRIES = 3;
  private static final int MAX_EDITS_LEFT = 200;
  private static final Duration LOOK_WHETHER_IT_CAME = Duration.ofMillis(500);

  /** However much may still come, a ticket is edited by then. */
  private static final Duration LATEST_EDIT = Duration.ofSeconds(60);

  /** How long a process may be away and still edit what it had filed before. */
  private static final Duration RESTART = Duration.ofMinutes(10);

  private final FilingConfig config;
  private final InstantSource clock;
  private final FilingCounts counts = new FilingCounts();
  private final FilingPorts ports;
  private final TrackerPause pause;
  private final EvidenceEdit evidence;
  private final DuplicateSweeper duplicates;
  private final TicketFiler filer;
  private final TicketFiler acts;
  private final TicketTemplates templates;
  private final ScheduledThreadPoolExecutor later;

  /**
   * @param holder names this process in the ledger's leases, unique among the bots
   * @param bell rings when an intent was written
   */
  public TicketFiling(
      String holder,
      FilingConfig config,
      StormConfig stormConfig,
      FilingTimes times,
      FilingPorts ports,
      TicketDrafts drafts,
      Bell bell,
      InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.ports = ports;
    this.templates = drafts.templates();
    evidence =
        new EvidenceEdit(
            ports.incidents(),
            new LateEvidence(
                ports.incidents(), ports.journal(), ports.owners(), drafts.trace(), clock),
            ports.tracker(),
            drafts,
            counts,
            clock);
    duplicates =
        new DuplicateSweeper(
            ports.tenants(),
            ports.ledger(),
            ports.tracker(),
            ports.audit(),
            counts,
            config.duplicateWindow(),
            clock);
    pause =
        new TrackerPause(
            new Backoff(
                config.backoffFirst(), config.backoffLongest(), RandomGenerator.getDefault()));
    LedgerRows rows = new LedgerRows(ports.ledger(), times, counts, clock);
    TicketTimeline timeline =
        new TicketTimeline(
            ports.incidents(),
            ports.journal(),
            ports.audit(),
            ports.files(),
            clock,
            ports.tracker() instanceof Linking);
    UmbrellaText umbrellas = new UmbrellaText(ports.storms(), ports.incidents(), drafts.link());
    Filing filing =
        new Filing(
            rows,
            new ActFiling(
                rows,
                ports.tracker(),
                ports.incidents(),
                new ActPlan(new ActText(drafts.link()), umbrellas),
                new TicketFiles(ports.files(), ports.tracker(), drafts.link()),
                timeline,
                pause,
                config.backoffLongest()),
            new Storm(stormConfig, ports.storms(), rows, timeline),
            umbrellas,
            ports.tracker(),
            ports.incidents(),
            drafts,
            timeline,
            pause,
            this::editLater);
    Bell forActs = new LocalBell();
    filer =
        new TicketFiler(
            "tocsin-ticket-filer",
            TicketAct.Kind.OPENING,
            config.workers(),
            holder,
            config,
            ports.ledger(),
            filing,
            pause,
            new PassedOn(bell, forActs),
            clock);
    acts =
        new TicketFiler(
            "tocsin-ticket-acts",
            TicketAct.Kind.LATER,
            config.actWorkers(),
            holder,
            config,
            ports.ledger(),
            filing,
            pause,
            forActs,
            clock);
    later = new ScheduledThreadPoolExecutor(1, Urgency.patient("tocsin-ticket-edits").factory());
    later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void start() {
    later.execute(() -> guarded("a first look at the tracker", this::lookAtTheTracker));
    later.execute(() -> guarded("edits of before the start", this::editWhatWasLeft));
    filer.start();
    acts.start();
    long every = config.duplicateSweep().toMillis();
    later.scheduleWithFixedDelay(
        () -> guarded("duplicates", duplicates::sweep), every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * So that health says at once whether the tracker answers, and the first fault of the day does
   * not wait for classes and a connection.
   */
  private void lookAtTheTracker() {
    try {
      ports.tracker().probe();
    } catch (TrackerException e) {
      pause.after(e, clock.instant());
    }
  }

  /**
   * Waiting edits are kept in memory only: those of tickets that were filed shortly before this
   * process started are planned again. One that was done already changes nothing.
   */
  private void editWhatWasLeft() {
    Instant since = clock.instant().minus(RESTART);
    for (TenantId tenant : ports.tenants().get()) {
      ports.ledger().entries(tenant, 0, MAX_EDITS_LEFT).items().stream()
          .filter(row -> row.state() == EffectState.CONFIRMED)
          .filter(row -> row.act().kind() == TicketAct.Kind.FILE)
          .filter(row -> row.sentAt() != null && row.sentAt().isAfter(since))
          .forEach(row -> editLater(new Edit(tenant, row.incident(), row.ticketId())));
    }
  }

  private void editLater(Incident incident, Ticket ticket) {
    editLater(new Edit(incident.tenant(), incident.id(), ticket.id()));
  }

  /**
   * A bell has one listener, which rings that of the other whenever it looks itself: while it is
   * busy, the other sweeps.
   */
  private record PassedOn(Bell bell, Bell other) implements Bell {
    @Override
    public void ring() {
      bell.ring();
    }

    @Override
    public void await(Duration wait) throws InterruptedException {
      bell.await(wait);
      other.ring();
    }
  }

  /** An edit that is planned; the ticket's id as the tracker calls it, null where it has none. */
  private record Edit(TenantId tenant, UUID incident, @Nullable String ticket) {}

  private void editLater(Edit edit) {
    if (edit.ticket() != null) {
      schedule(edit, EDIT_TRIES, System.nanoTime(), config.evidenceAfter());
    }
  }

  private void schedule(Edit edit, int tries, long plannedNanos, Duration delay) {
    if (tries == 0 || later.isShutdown() || later.getQueue().size() >= MAX_EDITS_WAITING) {
      counts.add(Event.EVIDENCE_LOST);
      return;
    }
    later.schedule(
        () -> guarded("evidence", () -> edit(edit, tries, plannedNanos)),
        delay.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void edit(Edit edit, int tries, long plannedNanos) {
    String ticket = edit.ticket();
    if (ticket == null) {
      return;
    }
    boolean mayWait = System.nanoTime() - plannedNanos < LATEST_EDIT.toNanos();
    if (mayWait && ports.pending().isPending(edit.tenant(), edit.incident())) {
      schedule(edit, tries, plannedNanos, LOOK_WHETHER_IT_CAME);
    } else if (!evidence.bringUpToDate(edit.tenant(), edit.incident(), ticket)) {
      schedule(edit, tries - 1, plannedNanos, config.evidenceAfter());
    }
  }

  private static void guarded(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Beside filing, {} failed", what, e);
    }
  }

  @Override
  public Health health() {
    Health filing =
        Stream.of(filer.health(), acts.health())
            .max(Comparator.comparing(Health::state))
            .orElseThrow();
    return templates
        .trouble()
        .filter(broken -> filing.state() == Health.State.UP)
        .map(broken -> Health.degraded("tickets have the built-in text: " + broken))
        .orElse(filing);
  }

  @Override
  public List<Sample> samples() {
    return Stream.concat(counts.samples().stream(), templates.samples().stream()).toList();
  }

  @Override
  public void close() {
    later.shutdownNow();
    acts.claimNoMore();
    filer.close();
    acts.close();
  }
}
