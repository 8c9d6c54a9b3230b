package io.tocsin.bot.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Signals in, incidents out, with a clock that the test moves. */
class RespondingTest {
  private final MutableClock clock = new MutableClock();
  private final MemoryHouse house = new MemoryHouse(clock);
  private final MemoryAudit audit = new MemoryAudit();
  private Optional<Owner> owner =
      Optional.of(
          new Owner("@payments-core", "dev-a <dev-a@bank.example>", List.of("CODEOWNERS line 3")));
  private long offset;

  private IncidentBot bot() {
    Responder responder =
        new Responder(
            house,
            house,
            incident -> owner,
            audit,
            house.ledger(),
            new MemoryReleases(),
            Samples.NOTHING_FOLLOWS,
            Mutes.NONE,
            clock);
    return new IncidentBot(
        house, responder, new LocalBell(), new LocalBell(), Duration.ofSeconds(5), 500, 1);
  }

  private Signal signal(Instant at, String environment, boolean loadTest) {
    return Samples.signal(offset++, 1, at, environment, loadTest);
  }

  private void happens(Signal... signals) {
    house.post(List.of(signals));
    assertThat(bot().takeIn().failures()).isZero();
    assertThat(house.pending(1)).isEmpty();
  }

  private void happens() {
    happens(signal(clock.instant(), "prod", false));
  }

  private Incident latest() {
    return house.all().getLast();
  }

  private void people(Incident.State state, @Nullable Mute mute, Kind kind) {
    Incident i = latest();
    Incident after =
        new Incident(
            i.id(),
            i.number(),
            i.tenant(),
            i.fault(),
            i.episode(),
            state,
            i.source(),
            i.lastVersion(),
            i.facts(),
            i.sample(),
            i.traceId(),
            i.account(),
            i.openedAt(),
            i.firstSeen(),
            i.lastSeen(),
            i.owner(),
            i.assignee(),
            mute,
            i.ticketKey(),
            i.blast(),
            i.version());
    TimelineEvent event =
        new TimelineEvent(
            UUID.randomUUID(), i.id(), clock.instant(), kind, "responder", Map.of(), "as asked");
    assertThat(
            house.record(
                new IncidentChange(after, List.of(event), List.of(), Set.of(), Set.of(), 0, false)))
        .isPresent();
  }

  private void closed() {
    people(Incident.State.CLOSED, null, Kind.CLOSED);
  }

  @Test
  void aFirstSignal_opensAnIncidentWithOwnerTimelineAuditAndTicketIntent() {
    happens();

    Incident incident = latest();
    assertThat(incident.episode()).isOne();
    assertThat(incident.owner()).isEqualTo(owner.orElseThrow());
    assertThat(incident.blast().accounts()).isOne();
    assertThat(house.told(incident))
        .containsExactly(Kind.FIRST_SEEN, Kind.OPENED, Kind.OWNER_FOUND);
    assertThat(house.ledger().rows())
        .singleElement()
        .satisfies(row -> assertThat(row.key()).isEqualTo(incident.ticketKey()));
    assertThat(audit.drafts())
        .singleElement()
        .satisfies(draft -> assertThat(draft.action()).isEqualTo("incident.open"))
        .satisfies(draft -> assertThat(draft.because()).contains("CODEOWNERS line 3"))
        .satisfies(draft -> assertThat(draft.after()).contains("tocsin-"));
  }

  @Test
  void anUnknownOwner_isSaidAndTheTicketIsWantedAllTheSame() {
    owner = Optional.empty();
    happens();

    assertThat(house.told(latest())).contains(Kind.OWNER_UNKNOWN);
    assertThat(house.ledger().rows()).hasSize(1);
  }

  @Test
  void theSameFaultAgain_joinsAndGrowsTheBlastRadius() {
    happens();
    clock.pass(Duration.ofMinutes(1));
    happens();

    assertThat(house.all()).hasSize(1);
    assertThat(latest().blast().accounts()).isEqualTo(2);
    assertThat(latest().lastSeen()).isEqualTo(clock.instant());
    assertThat(latest().lastVersion()).isEqualTo("1.4.1");
    assertThat(house.ledger().rows()).hasSize(1);
  }

  @Test
  void anAccountThatComesAfterItsSignal_growsTheBlastRadiusAndCountsNothing() {
    happens(Samples.signalWithoutAccount(0, 1, clock.instant(), Samples.TRACE));
    happens(Samples.signalWithoutAccount(1, 1, clock.instant(), Samples.TRACE));
    assertThat(latest().blast()).isEqualTo(new BlastRadius(2, 0, 0, false));

    happens(
        Samples.signal(0, 1, clock.instant()).completing(),
        Samples.signal(1, 1, clock.instant()).completing());

    assertThat(latest().blast()).isEqualTo(new BlastRadius(2, 2, 1, false));
    assertThat(house.all()).hasSize(1);
    assertThat(house.told(latest())).doesNotContain(Kind.RECURRED);
  }

  @Test
  void T29_moreAccountsThanASignalNames_areALowerBound() {
    Set<String> all =
        IntStream.range(0, Signal.MAX_ACCOUNTS)
            .mapToObj(i -> "acct_" + i)
            .collect(Collectors.toSet());
    happens();
    assertThat(latest().blast().accountsAreLowerBound()).isFalse();

    happens(Samples.signalOf(7, 1, clock.instant(), all));

    assertThat(latest().blast().accounts()).isEqualTo(Signal.MAX_ACCOUNTS);
    assertThat(latest().blast().accountsAreLowerBound()).isTrue();
    happens(Samples.signalOf(8, 2, clock.instant(), all));
    assertThat(latest().blast().accountsAreLowerBound()).isTrue();
  }

  @Test
  void anErrorStorm_leavesAFewLinesOnly() {
    for (int i = 0; i < 1_000; i++) {
      happens();
    }
    assertThat(house.told(latest()).stream().filter(Kind.RECURRED::equals)).hasSize(3);
    assertThat(latest().blast().occurrences()).isEqualTo(1_000);
  }

  @Test
  void T08_environments_haveIncidentsAndTicketsOfTheirOwn() {
    happens(signal(clock.instant(), "prod", false), signal(clock.instant(), "stage", false));

    assertThat(house.all()).hasSize(2);
    assertThat(house.ledger().rows()).hasSize(2);
  }

  @Test
  void afterClosing_aNewSignalIsANewEpisodeWithATicketOfItsOwn() {
    happens();
    closed();
    clock.pass(Duration.ofSeconds(1));
    happens();

    assertThat(house.all()).hasSize(2);
    assertThat(latest().episode()).isEqualTo(2);
    assertThat(latest().state()).isEqualTo(Incident.State.OPEN);
    assertThat(house.ledger().rows()).hasSize(2);
  }

  @Test
  void afterClosing_whatHappenedBeforeDoesNotReopen() {
    Instant before = clock.instant();
    happens();
    clock.pass(Duration.ofMinutes(5));
    closed();
    clock.pass(Duration.ofMinutes(5));
    happens(signal(before.plusSeconds(60), "prod", false));

    assertThat(house.all()).hasSize(1);
    assertThat(latest().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(latest().blast().occurrences()).isEqualTo(2);
  }

  @Test
  void afterClosing_oneBatchOfLateAndNewIsSplit() {
    happens();
    Instant late = clock.instant().plusSeconds(1);
    clock.pass(Duration.ofMinutes(1));
    closed();
    clock.pass(Duration.ofMinutes(1));
    happens(signal(late, "prod", false), signal(clock.instant(), "prod", false));

    assertThat(house.all()).extracting(i -> i.blast().occurrences()).containsExactly(2L, 1L);
  }

  @Test
  void muted_aSignalIsTakenInAndTheNextEpisodeFilesNothing() {
    happens();
    Mute mute = new Mute(clock.instant().plus(Duration.ofHours(1)), "known", "responder");
    people(Incident.State.CLOSED, mute, Kind.CLOSED);
    clock.pass(Duration.ofMinutes(1));
    happens();

    assertThat(latest().episode()).isEqualTo(2);
    assertThat(latest().mute()).isEqualTo(mute);
    assertThat(house.ledger().rows()).hasSize(1);

    clock.pass(Duration.ofHours(1));
    happens();
    assertThat(house.ledger().rows()).hasSize(2);
  }

  @Test
  void loadTest_isShownButNeverATicket() {
    happens(signal(clock.instant(), "prod", true));

    assertThat(latest().ticketKey()).isNull();
    assertThat(house.ledger().rows()).isEmpty();
  }

  @Test
  void realTrafficAfterLoadTest_getsAnIncidentOfItsOwn() {
    happens(signal(clock.instant(), "prod", true));
    happens();

    assertThat(house.all()).hasSize(2);
    assertThat(latest().blast().occurrences()).isOne();
    assertThat(house.ledger().rows()).hasSize(1);
  }

  @Test
  void loadTestOnARealIncident_isNotCounted() {
    happens();
    happens(signal(clock.instant(), "prod", true));

    assertThat(house.all()).hasSize(1);
    assertThat(latest().blast().occurrences()).isOne();
  }

  @Test
  void aReplayedSignal_isTakenInOnce() {
    Signal signal = signal(clock.instant(), "prod", false);
    happens(signal);
    happens(signal);

    assertThat(latest().blast().occurrences()).isOne();
  }
}
