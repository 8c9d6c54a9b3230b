package io.tocsin.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.ListedTelemetry;
import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryEvidence;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MemoryStorms;
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
import io.tocsin.bot.priority.Priorities;
import io.tocsin.bot.tracker.builtin.BuiltInTracker;
import io.tocsin.bot.tracker.builtin.TrackerFixture;
import io.tocsin.model.Health;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketFilter;
import io.tocsin.model.ticket.TicketKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bot, filer and tracker with their own threads and a real wire between them. */
class FaultToTicketTest {
  private static final Duration REQUEST = Duration.ofMillis(400);
  private static final Duration INDEX_LAG = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofMillis(1_200);
  private static final FilingConfig CONFIG =
      new FilingConfig(
          LEASE,
          4,
          4,
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(50),
          Duration.ofMillis(400),
          Duration.ofMillis(200),
          20,
          Duration.ofMillis(300),
          Duration.ofMinutes(15),
          List.of());

  private final InstantSource clock = InstantSource.system();
  private final MemoryHouse house = new MemoryHouse(clock);
  private final LocalBell posted = new LocalBell();
  private TrackerFixture tracker;
  private BuiltInTracker client;
  private TicketFiling filing;
  private IncidentBot bot;

  @BeforeEach
  void start() {
    tracker = new TrackerFixture(clock, true);
    client = tracker.client(REQUEST);
    OwnerResolver owners =
        incident ->
            Optional.of(
                new Owner("@payments-core", "dev-a <dev-a@bank.example>", List.of("line 3")));
    LocalBell intents = new LocalBell();
    MemoryAudit audit = new MemoryAudit();
    filing =
        new TicketFiling(
            "bot-1",
            CONFIG,
            new StormConfig(0, Duration.ofMinutes(5)),
            new FilingTimes(LEASE, REQUEST, INDEX_LAG, CONFIG.lookAgain()),
            new FilingPorts(
                house.ledger(),
                new MemoryStorms(house),
                client,
                house,
                house,
                audit,
                owners,
                (tenant, incident) -> false,
                new MemoryEvidence(),
                () -> List.of(Samples.TENANT)),
            new TicketDrafts(
                new ListedTelemetry(),
                house,
                CONFIG,
                new Priorities(List.of(), List.of()),
                List.of(),
                OwnCode.byDefault(),
                i -> "http://t/" + i.name(),
                SourceLinks.NONE,
                TicketTemplates.of(TemplateConfig.none())),
            intents,
            clock);
    bot =
        new IncidentBot(
            house,
            new Responder(
                house,
                house,
                owners,
                audit,
                house.ledger(),
                new MemoryReleases(),
                Samples.NOTHING_FOLLOWS,
                Mutes.NONE,
                clock),
            posted,
            intents,
            Duration.ofSeconds(5),
            500,
            1);
    filing.start();
    bot.start();
  }

  @AfterEach
  void stop() {
    bot.close();
    filing.close();
    client.close();
    tracker.close();
  }

  private void happens(int fault) {
    house.post(List.of(Samples.signal(fault, fault, clock.instant())));
    posted.ring();
  }

  private List<Ticket> tickets() {
    return tracker.store.tickets(TicketFilter.ALL, 0, 1_000).items();
  }

  private boolean allConfirmed(int rows) {
    List<TicketEntry> entries = house.ledger().rows();
    return entries.size() == rows
        && entries.stream().allMatch(row -> row.state() == EffectState.CONFIRMED);
  }

  @Test
  void faults_becomeTicketsWithoutWaitingForASweep() {
    int faults = 40;
    long[] millis = new long[faults];
    for (int i = 0; i < faults; i++) {
      int seen = i;
      Instant thrown = clock.instant();
      happens(i);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> tickets().size() > seen);
      millis[i] = Duration.between(thrown, clock.instant()).toMillis();
    }
    Arrays.sort(millis);
    System.out.printf(
        "signal to ticket over HTTP: median %d ms, maximum %d ms%n",
        millis[faults / 2], millis[faults - 1]);
    await().until(() -> allConfirmed(faults));
    assertThat(bot.health().state()).isEqualTo(Health.State.UP);
    assertThat(filing.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void T02_aTrackerThatLosesHalfOfItsAnswers_hasOneTicketAFault() throws Exception {
    tracker.order("{\"lose_answers\": 0.5, \"stale_search_seconds\": 1, \"seed\": 7}");
    int faults = 60;
    for (int i = 0; i < faults; i++) {
      happens(i);
    }
    await().atMost(Duration.ofMinutes(2)).until(() -> allConfirmed(faults));

    List<TicketKey> keys = tickets().stream().map(Ticket::key).toList();
    assertThat(keys).hasSize(faults).doesNotHaveDuplicates();
  }

  @Test
  void aTrackerThatComesBack_getsWhatWaited() throws Exception {
    tracker.order("{\"refuse\": 503, \"retry_after_seconds\": 1, \"refuse_next\": 100}");
    happens(1);
    await().until(() -> filing.health().because().contains("503"));
    assertThat(filing.health().state()).isEqualTo(Health.State.DEGRADED);
    tracker.order("{}");

    await().until(() -> allConfirmed(1));
    assertThat(tickets()).hasSize(1);
    await().until(() -> filing.health().state() == Health.State.UP);
  }

  @Test
  void T06_aBotThatIsReplacedAgainAndAgain_filesEachFaultOnce() throws Exception {
    tracker.order("{\"lose_answers\": 0.3, \"stall_ms\": 20, \"seed\": 3}");
    List<TicketFiling> others = new ArrayList<>();
    int faults = 30;
    for (int i = 0; i < faults; i++) {
      happens(i);
      if (i % 10 == 5) {
        filing.close();
        filing = replacement(others.size());
        others.add(filing);
        filing.start();
      }
    }
    await().atMost(Duration.ofMinutes(2)).until(() -> allConfirmed(faults));

    assertThat(tickets().stream().map(Ticket::key)).hasSize(faults).doesNotHaveDuplicates();
  }

  private TicketFiling replacement(int number) {
    return new TicketFiling(
        "bot-" + (number + 2),
        CONFIG,
        new StormConfig(0, Duration.ofMinutes(5)),
        new FilingTimes(LEASE, REQUEST, INDEX_LAG, CONFIG.lookAgain()),
        new FilingPorts(
            house.ledger(),
            new MemoryStorms(house),
            client,
            house,
            house,
            new MemoryAudit(),
            incident -> Optional.empty(),
            (tenant, incident) -> false,
            new MemoryEvidence(),
            () -> List.of(Samples.TENANT)),
        new TicketDrafts(
            new ListedTelemetry(),
            house,
            CONFIG,
            new Priorities(List.of(), List.of()),
            List.of(),
            OwnCode.byDefault(),
            i -> "http://t/" + i.name(),
            SourceLinks.NONE,
            TicketTemplates.of(TemplateConfig.none())),
        new LocalBell(),
        clock);
  }
}
