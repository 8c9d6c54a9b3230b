package io.tocsin.bot.filing;

import io.tocsin.bot.fakes.ListedTelemetry;
import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryEvidence;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MemoryStorms;
import io.tocsin.bot.fakes.MemoryTracker;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.incident.IncidentBot;
import io.tocsin.bot.incident.Responder;
import io.tocsin.bot.loop.Backoff;
import io.tocsin.bot.priority.Priorities;
import io.tocsin.bot.priority.PriorityConfig;
import io.tocsin.bot.recurrence.OwnClosing;
import io.tocsin.model.Uuid7;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.model.ticket.Linking;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketStorms;
import io.tocsin.model.ticket.Tracker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bank whose faults are in the ledger, and bots that file for it, one step at a time. */
final class Bank {
  static final Duration LEASE = Duration.ofSeconds(30);

  /** Longer than a lease and a request together: else a takeover would hide what it is for. */
  static final Duration INDEX_LAG = Duration.ofSeconds(60);

  static final FilingTimes TIMES =
      new FilingTimes(LEASE, Duration.ofSeconds(5), INDEX_LAG, Duration.ofSeconds(1));
  static final FilingConfig CONFIG = BankConfig.of(4, Duration.ofSeconds(5));
  private static final int MAX_STEPS = 10_000;
  private static final Set<TicketAct.Kind> ALL = EnumSet.allOf(TicketAct.Kind.class);

  final MutableClock clock = new MutableClock();
  final MemoryHouse house = new MemoryHouse(clock);
  final MemoryTracker tracker = new MemoryTracker(clock);
  IncidentJournal journal = house;
  TemplateConfig templates = TemplateConfig.none();
  final MemoryEvidence evidence = new MemoryEvidence();
  final MemoryAudit audit = new MemoryAudit();
  final MemoryReleases releases = new MemoryReleases();
  final MemoryStorms storms = new MemoryStorms(house);

  /** Any number of tickets. */
  StormConfig storm = new StormConfig(0, Duration.ofMinutes(5));

  private String team = "@payments-core";

  final ListedTelemetry telemetry = new ListedTelemetry();
  final FilingCounts counts = new FilingCounts();
  final TrackerPause pause =
      new TrackerPause(new Backoff(CONFIG.backoffFirst(), CONFIG.backoffLongest(), new Random(7)));

  /** Fault 0 happens once in a record that carried no account, and becomes an incident. */
  void faultWithoutAccount(@Nullable String trace) {
    house.post(List.of(Samples.signalWithoutAccount(0, 0, clock.instant(), trace)));
    takeIn(1);
  }

  /** Those that happen are that team's. */
  void faultsOf(String owner, int from, int to) {
    team = owner;
    faults(from, to);
  }

  /** A person has asked for its ticket, as the console writes it. */
  void wantedByAPerson(Incident incident) {
    TimelineEvent event =
        new TimelineEvent(
            Uuid7.next(clock),
            incident.id(),
            clock.instant(),
            TimelineEvent.Kind.TICKET_WANTED,
            "somebody",
            Map.of(),
            "decided in the console");
    house
        .record(
            new IncidentChange(incident, List.of(event), List.of(), Set.of(), Set.of(), 0, true))
        .orElseThrow();
  }

  /** Faults number {@code from} to {@code to - 1} happen and become incidents. */
  void faults(int from, int to) {
    for (int fault = from; fault < to; fault++) {
      house.post(List.of(Samples.signal(fault, fault, clock.instant())));
      clock.pass(Duration.ofMillis(1));
    }
    takeIn(to);
  }

  /** Fault 0 happens once more, now, in that version. */
  void happensAgain(String version) {
    long offset = 1_000 + house.posted();
    house.post(List.of(Samples.signalOfVersion(offset, 0, clock.instant(), version)));
    takeIn(100);
  }

  /** That fault happens once more, now. */
  void happensAgain(int fault) {
    long offset = 1_000 + house.posted();
    house.post(List.of(Samples.signalOfVersion(offset, fault, clock.instant(), "1.4.0")));
    takeIn(100);
  }

  /** In the tracker; and the incident with it, as the read-back does it. */
  void closedByPeople(Ticket.State status) {
    Incident incident = newestIncident();
    String id =
        Objects.requireNonNull(
            house
                .ledger()
                .find(incident.tenant(), Objects.requireNonNull(incident.ticketKey()))
                .orElseThrow()
                .ticketId());
    tracker.store.change(
        id, new TicketChange(null, status, null, null, null), "somebody", clock.instant());
    TimelineEvent event =
        new TimelineEvent(
            Uuid7.next(clock),
            incident.id(),
            clock.instant(),
            TimelineEvent.Kind.CLOSED,
            TimelineEvent.TOCSIN,
            Map.of("ticket", id, "status", status.name()),
            "its ticket was closed");
    house
        .record(IncidentChange.told(incident.in(Incident.State.CLOSED), event, List.of()))
        .orElseThrow();
  }

  /** Not seen for long, and taken by nobody. */
  void over(Incident incident) {
    Incident now = house.find(incident.tenant(), incident.id()).orElseThrow();
    if (!new OwnClosing(house, audit, clock).close(now, clock.instant(), "not seen")) {
      throw new AssertionError(incident.name() + " was changed meanwhile");
    }
  }

  private void takeIn(int batch) {
    Responder responder =
        new Responder(
            journal,
            house,
            incident -> Optional.of(new Owner(team, null, List.of("line 3"))),
            audit,
            house.ledger(),
            releases,
            Samples.RECURRENCE,
            Mutes.NONE,
            clock);
    new IncidentBot(
            house, responder, new LocalBell(), new LocalBell(), Duration.ofSeconds(5), batch, 1)
        .takeIn();
  }

  TicketDrafts drafts() {
    return new TicketDrafts(
        telemetry,
        house,
        CONFIG,
        new Priorities(List.of(), PriorityConfig.defaults().blastRadius()),
        List.of(),
        OwnCode.byDefault(),
        i -> "http://tocsin/incidents/" + i.name(),
        SourceLinks.NONE,
        TicketTemplates.of(templates));
  }

  EvidenceEdit edit(OwnerResolver owners) {
    return edit(tracker, owners);
  }

  EvidenceEdit edit(Tracker tracker, OwnerResolver owners) {
    TicketDrafts drafts = drafts();
    return new EvidenceEdit(
        house,
        new LateEvidence(house, house, owners, drafts.trace(), clock),
        tracker,
        drafts,
        counts,
        clock);
  }

  /**
   * Filing as a new process starts it, that edits at once.
   *
   * @param atOnce new tickets, and acts on others
   */
  TicketFiling restarted(EvidencePending pending, int atOnce) {
    return new TicketFiling(
        "bot-2",
        BankConfig.of(atOnce, Duration.ofMillis(10)),
        storm,
        TIMES,
        new FilingPorts(
            house.ledger(),
            storms,
            tracker,
            house,
            house,
            audit,
            incident -> Optional.empty(),
            pending,
            evidence,
            () -> List.of(Samples.TENANT)),
        drafts(),
        new LocalBell(),
        clock);
  }

  Filing filing() {
    return filing(house.ledger(), tracker, house, audit);
  }

  Filing filing(TicketLedger ledger, Tracker tracker, IncidentJournal journal, AuditJournal audit) {
    return filing(ledger, storms, tracker, journal, audit);
  }

  Filing filing(
      TicketLedger ledger,
      TicketStorms storms,
      Tracker tracker,
      IncidentJournal journal,
      AuditJournal audit) {
    TicketDrafts drafts = drafts();
    LedgerRows rows = new LedgerRows(ledger, TIMES, counts, clock);
    TicketTimeline timeline =
        new TicketTimeline(house, journal, audit, evidence, clock, tracker instanceof Linking);
    UmbrellaText umbrellas = new UmbrellaText(storms, house, drafts.link());
    return new Filing(
        rows,
        new ActFiling(
            rows,
            tracker,
            house,
            new ActPlan(new ActText(drafts.link()), umbrellas),
            new TicketFiles(evidence, tracker, drafts.link()),
            timeline,
            pause,
            CONFIG.backoffLongest()),
        new Storm(storm, storms, rows, timeline),
        umbrellas,
        tracker,
        house,
        drafts,
        timeline,
        pause,
        (incident, ticket) -> {});
  }

  /** Claims what is due as this holder and moves each row one step. */
  void step(String holder, Filing filing) {
    if (!pause.left(clock.instant()).isZero()) {
      return;
    }
    for (TicketEntry row : house.ledger().claim(ALL, holder, clock.instant(), LEASE, 4)) {
      filing.advance(claim(row));
    }
  }

  static Claim claim(TicketEntry row) {
    return new Claim(row, System.nanoTime() + LEASE.toNanos());
  }

  /** Lets time pass until every row is settled. */
  void runUntilSettled(String holder, Filing filing) {
    for (int i = 0; i < MAX_STEPS && !settled(); i++) {
      step(holder, filing);
      if (i % 50 == 49) {
        clock.pass(Duration.ofSeconds(1));
      }
    }
  }

  boolean settled() {
    return house.ledger().rows().stream().allMatch(row -> row.settled() || isAtAWindowsEnd(row));
  }

  private boolean isAtAWindowsEnd(TicketEntry row) {
    return row.act().kind() == TicketAct.Kind.RECURRENCE
        && row.attempts() == 0
        && row.dueAt().isAfter(clock.instant());
  }

  TicketEntry onlyRow() {
    return house.ledger().rows().getFirst();
  }

  Incident newestIncident() {
    return house.all().getLast();
  }

  Incident onlyIncident() {
    return house.all().getFirst();
  }
}
