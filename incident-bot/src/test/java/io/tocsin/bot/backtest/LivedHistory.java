package io.tocsin.bot.backtest;

import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.ListedTelemetry;
import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryEvidence;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MemorySilences;
import io.tocsin.bot.fakes.MemoryStorms;
import io.tocsin.bot.fakes.MemoryTracker;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.filing.FilingConfig;
import io.tocsin.bot.filing.FilingPorts;
import io.tocsin.bot.filing.FilingTimes;
import io.tocsin.bot.filing.StormConfig;
import io.tocsin.bot.filing.TemplateConfig;
import io.tocsin.bot.filing.TicketDrafts;
import io.tocsin.bot.filing.TicketFiling;
import io.tocsin.bot.filing.TicketTemplates;
import io.tocsin.bot.incident.IncidentBot;
import io.tocsin.bot.incident.Responder;
import io.tocsin.bot.mute.MuteConfig;
import io.tocsin.bot.mute.MuteKeeper;
import io.tocsin.bot.mute.MuteRules;
import io.tocsin.bot.priority.Priorities;
import io.tocsin.bot.priority.PriorityRule;
import io.tocsin.bot.recurrence.RecurrenceConfig;
import io.tocsin.model.Uuid7;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalHistory;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.model.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Some days of a bank's incidents, lived through by the real bot, mutes and filer on a clock that
 * the test moves; and backtests of them.
 */
final class LivedHistory implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int PAGE = 3;
  static final StormConfig UNLIMITED = new StormConfig(0, Duration.ofMinutes(5));

  final MutableClock clock = new MutableClock();
  final MemoryHouse house = new MemoryHouse(clock);
  final MemoryTracker tracker = new MemoryTracker(clock);
  final Instant begin = clock.instant();
  private final MemorySilences silences = new MemorySilences();
  private final MemoryReleases releases = new MemoryReleases();
  private final MemoryAudit audit = new MemoryAudit();
  private final List<Signal> signals = new ArrayList<>();
  private final LocalBell intents = new LocalBell();
  private final TicketFiling filing;
  private long offset;

  LivedHistory() {
    filing =
        new TicketFiling(
            "bot-1",
            filing(List.of()),
            UNLIMITED,
            new FilingTimes(LEASE, Duration.ofSeconds(5), Duration.ofSeconds(5), LEASE),
            new FilingPorts(
                house.ledger(),
                new MemoryStorms(house),
                tracker,
                house,
                house,
                audit,
                owners("@ledger"),
                (tenant, incident) -> false,
                new MemoryEvidence(),
                () -> List.of(Samples.TENANT)),
            new TicketDrafts(
                new ListedTelemetry(),
                house,
                filing(List.of()),
                new Priorities(List.of(), List.of()),
                List.of(),
                OwnCode.byDefault(),
                Incident::name,
                SourceLinks.NONE,
                TicketTemplates.of(TemplateConfig.none())),
            intents,
            clock);
    filing.start();
  }

  static FilingConfig filing(List<PriorityRule> priorities) {
    Duration minute = Duration.ofMinutes(1);
    return new FilingConfig(
        LEASE,
        4,
        4,
        Duration.ofMillis(20),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        minute,
        minute,
        20,
        minute,
        minute,
        priorities);
  }

  /** Two teams, by environment. */
  static OwnerResolver owners(String ofStage) {
    return incident -> {
      boolean stage = incident.source().environment().equals("stage");
      return Optional.of(
          new Owner(stage ? ofStage : "@payments-core", null, List.of("rule of the environment")));
    };
  }

  static Candidate candidate() {
    return candidate(
        owners("@ledger"), MuteConfig.defaults(), Samples.RECURRENCE, UNLIMITED, List.of());
  }

  static Candidate candidate(
      OwnerResolver owners,
      MuteConfig mutes,
      RecurrenceConfig recurrence,
      StormConfig storm,
      List<PriorityRule> paths) {
    return new Candidate(
        owners,
        mutes,
        recurrence,
        filing(paths),
        storm,
        new Priorities(paths, List.of()),
        List.of(),
        TicketTemplates.of(TemplateConfig.none()));
  }

  private MuteRules rules() {
    return new MuteRules(MuteConfig.defaults(), silences, house, clock);
  }

  /** Fault {@code fault} happens there, now; returns its newest incident. */
  Incident happens(int fault, String environment) {
    return happens(fault, environment, false);
  }

  Incident happens(int fault, String environment, boolean loadTest) {
    Signal signal = Samples.signal(offset++, fault, clock.instant(), environment, loadTest);
    signals.add(signal);
    house.post(List.of(signal));
    new IncidentBot(
            house,
            new Responder(
                house,
                house,
                owners("@ledger"),
                audit,
                house.ledger(),
                releases,
                Samples.RECURRENCE,
                rules(),
                clock),
            new LocalBell(),
            intents,
            Duration.ofSeconds(5),
            500,
            1)
        .takeIn();
    awaitFiled();
    return house
        .latestEpisode(
            house.fault(Samples.TENANT, Samples.print(fault), clock.instant()), environment)
        .orElseThrow();
  }

  private void awaitFiled() {
    await()
        .until(() ->
            house.ledger().rows().stream()
                .filter(row -> row.opensATicket() || !row.dueAt().isAfter(clock.instant()))
                .allMatch(row -> row.settled() || row.because().startsWith("muted")));
  }

  void pass(Duration time) {
    clock.pass(time);
    new MuteKeeper(
            MuteConfig.defaults(),
            rules(),
            house,
            house,
            audit,
            () -> List.of(Samples.TENANT),
            intents,
            clock)
        .sweep();
    intents.ring();
    awaitFiled();
  }

  void silence(String id, String matchers, Duration length) {
    Instant now = clock.instant();
    silences.save(
        new Silence(
            id,
            Samples.TENANT,
            Matcher.parse(matchers),
            now,
            now.plus(length),
            now,
            "dev-a",
            "planned work",
            null));
  }

  /** As its ticket's being closed does it. */
  void closed(Incident incident, Ticket.State status) {
    decided(
        now(incident).in(Incident.State.CLOSED),
        Kind.CLOSED,
        TimelineEvent.TOCSIN,
        Map.of("status", status.name(), "ticket", "T-1"));
  }

  /** As a person does it to this incident. */
  void muted(Incident incident, Duration length) {
    Instant until = clock.instant().plus(length);
    decided(
        now(incident).withMute(new Mute(until, "later", "dev-b")),
        Kind.MUTED,
        "dev-b",
        Map.of("until", until.toString()));
  }

  private Incident now(Incident incident) {
    return house.find(incident.tenant(), incident.id()).orElseThrow();
  }

  private void decided(Incident after, Kind kind, String by, Map<String, String> details) {
    TimelineEvent event =
        new TimelineEvent(
            Uuid7.next(clock), after.id(), clock.instant(), kind, by, details, "decided");
    house
        .record(new IncidentChange(after, List.of(event), List.of(), Set.of(), Set.of(), 0, false))
        .orElseThrow();
  }

  BacktestReport backtest(Candidate candidate, Instant from, String... tried) {
    return backtest(candidate, BacktestConfig.defaults(), from, tried);
  }

  BacktestReport backtest(
      Candidate candidate, BacktestConfig limits, Instant from, String... tried) {
    return new Backtest(
            limits,
            candidate,
            new History(
                replayed(), house, tenant -> silences.list(tenant, true, 100), releases::releases),
            OwnCode.byDefault())
        .run(
            new BacktestQuery(
                Samples.TENANT,
                from,
                clock.instant().plusSeconds(1),
                BacktestQuery.Source.SIGNALS,
                List.of(tried).stream().map(Matcher::parse).toList(),
                List.of(),
                null),
            progress -> {});
  }

  private SignalHistory replayed() {
    return (tenant, from, to, next) -> {
      List<Signal> inTime =
          signals.stream()
              .filter(s -> s.tenant().equals(tenant))
              .filter(s -> s.observedNanos() >= Samples.nanos(from))
              .filter(s -> s.observedNanos() < Samples.nanos(to))
              .toList();
      for (int i = 0; i < inTime.size(); i += PAGE) {
        if (!next.test(inTime.subList(i, Math.min(inTime.size(), i + PAGE)))) {
          return;
        }
      }
    };
  }

  @Override
  public void close() {
    filing.close();
  }
}
