package io.tocsin.bot.mute;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MemorySilences;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.incident.IncidentBot;
import io.tocsin.bot.incident.Responder;
import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is mute, told as it happens, with a clock that the test moves. */
class MutesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final MutableClock clock = new MutableClock();
  private final MemoryHouse house = new MemoryHouse(clock);
  private final MemoryAudit audit = new MemoryAudit();
  private final MemorySilences silences = new MemorySilences();
  private MuteConfig config = MuteConfig.defaults();
  private MuteKeeper keeper;
  private int searches;
  private long offset;

  private MuteRules rules() {
    return new MuteRules(config, silences, house, clock);
  }

  private void sweep() {
    if (keeper == null) {
      keeper =
          new MuteKeeper(
              config,
              rules(),
              new Counted(),
              house,
              audit,
              () -> List.of(Samples.TENANT),
              new LocalBell(),
              clock);
    }
    keeper.sweep();
  }

  /** The house, and how often its incidents were searched. */
  private final class Counted implements IncidentStore {
    @Override
    public Optional<Incident> find(TenantId tenant, UUID id) {
      return house.find(tenant, id);
    }

    @Override
    public Optional<Incident> find(TenantId tenant, long number) {
      return house.find(tenant, number);
    }

    @Override
    public Page<Incident> search(IncidentQuery query) {
      searches++;
      return house.search(query);
    }

    @Override
    public List<Incident> openOf(TenantId tenant, Set<UUID> faults) {
      return house.openOf(tenant, faults);
    }

    @Override
    public List<TimelineEvent> timeline(TenantId tenant, UUID incident) {
      return house.timeline(tenant, incident);
    }
  }

  @Test
  void withNothingThatMutes_incidentsAreReadOnceAMinute_andAtOnceWhenSomethingDoes() {
    Incident incident = happens(1, "prod");
    for (int i = 0; i < 36; i++) {
      sweep();
      clock.pass(Duration.ofSeconds(5));
    }
    assertThat(searches).as("all of the first minute, then one a minute").isEqualTo(12 + 2);

    silence("s1", "environment=\"prod\"", HOUR);
    sweep();
    assertThat(now(incident).mute()).isNotNull();
    clock.pass(HOUR);
    sweep();
    assertThat(now(incident).mute()).isNull();
    assertThat(searches).isEqualTo(12 + 2 + 2);
  }

  private Incident happens(int fault, String environment) {
    Signal signal = Samples.signal(offset++, fault, clock.instant(), environment, false);
    house.post(List.of(signal));
    Owner owner = new Owner("@payments-core", null, List.of("line 3"));
    Responder responder =
        new Responder(
            house,
            house,
            incident -> Optional.of(owner),
            audit,
            house.ledger(),
            new MemoryReleases(),
            Samples.NOTHING_FOLLOWS,
            rules(),
            clock);
    IncidentBot bot =
        new IncidentBot(
            house, responder, new LocalBell(), new LocalBell(), Duration.ofSeconds(5), 500, 1);
    assertThat(bot.takeIn().failures()).isZero();
    return house.all().getLast();
  }

  private Incident now(Incident incident) {
    return house.find(incident.tenant(), incident.id()).orElseThrow();
  }

  private Silence silence(String id, String matchers, Duration length) {
    Instant now = clock.instant();
    Silence silence =
        new Silence(
            id,
            Samples.TENANT,
            Matcher.parse(matchers),
            now,
            now.plus(length),
            now,
            "dev-a",
            "planned work",
            null);
    silences.save(silence);
    return silence;
  }

  private long tickets() {
    return house.ledger().rows().size();
  }

  private TimelineEvent last(Incident incident) {
    return house.timeline(incident.tenant(), incident.id()).getLast();
  }

  @Test
  void aSilence_keepsTheTicketFromBeingMade_andTheTimelineSaysWhichByWhomAndWhy() {
    Silence silence = silence("s1", "environment=\"prod\", team=\"@payments-core\"", HOUR);

    Incident incident = happens(1, "prod");

    assertThat(tickets()).isZero();
    assertThat(incident.mute().until()).isEqualTo(silence.endsAt());
    assertThat(incident.mute().rule()).isEqualTo("silence/s1");
    TimelineEvent muted =
        house.timeline(incident.tenant(), incident.id()).stream()
            .filter(event -> event.kind() == Kind.MUTED)
            .findAny()
            .orElseThrow();
    assertThat(muted.by()).isEqualTo("dev-a");
    assertThat(muted.because()).isEqualTo("silence s1: planned work");
  }

  @Test
  void whatDoesNotMatch_isNotMuted() {
    silence("s1", "environment=\"stage\"", HOUR);
    silence("s2", "environment=\"prod\", kind=\"crash\"", HOUR);
    silence("s3", "environment!~\"pro.\"", HOUR);

    assertThat(happens(1, "prod").mute()).isNull();
    assertThat(tickets()).isEqualTo(1);
  }

  @Test
  void whenItEndsWhileTheFaultLasts_theTicketIsFiled() {
    silence("s1", "environment=\"prod\"", HOUR);
    Incident incident = happens(1, "prod");
    clock.pass(HOUR);
    sweep();

    assertThat(tickets()).isEqualTo(1);
    assertThat(now(incident).mute()).isNull();
    assertThat(last(incident).kind()).isEqualTo(Kind.UNMUTED);
    assertThat(last(incident).because()).contains("silence/s1");
    sweep();
    assertThat(house.told(incident).stream().filter(Kind.UNMUTED::equals)).hasSize(1);
  }

  @Test
  void whenTheFaultIsOverBefore_noTicketIsFiled() {
    silence("s1", "environment=\"prod\"", HOUR);
    Incident incident = happens(1, "prod");
    house.record(
        new IncidentChange(incident.closed(), List.of(), List.of(), Set.of(), Set.of(), 0, false));
    clock.pass(HOUR);
    sweep();

    assertThat(tickets()).isZero();
  }

  @Test
  void anIncidentThatIsOpen_isMutedByASilenceMadeLater_onceAndWithItsChanges() {
    Incident incident = happens(1, "prod");
    Silence silence = silence("s1", "environment=\"prod\"", HOUR);
    sweep();
    sweep();
    assertThat(now(incident).mute().until()).isEqualTo(silence.endsAt());
    assertThat(house.told(incident).stream().filter(Kind.MUTED::equals)).hasSize(1);

    Silence longer = silence("s1", "environment=\"prod\"", HOUR.multipliedBy(2));
    sweep();
    assertThat(now(incident).mute().until()).isEqualTo(longer.endsAt());
  }

  @Test
  void T30_aSilenceThatWasSeenToEnd_doesNotComeBackWhenTheClockIsSetBack_orAfterARestart() {
    silence("s1", "environment=\"prod\"", HOUR);
    clock.pass(HOUR);
    sweep();
    clock.pass(HOUR.negated());
    sweep();

    Incident incident = happens(1, "prod");

    assertThat(incident.mute()).isNull();
    assertThat(tickets()).isEqualTo(1);
    assertThat(silences.find(Samples.TENANT, "s1").orElseThrow().state(clock.instant()))
        .isEqualTo(Silence.State.EXPIRED);
  }

  @Test
  void whatAPersonDecidedAboutAnIncident_standsUntilItsEnd_andThenTheTicketIsFiled() {
    Incident incident = happens(1, "prod");
    Instant end = clock.instant().plus(HOUR);
    house.record(
        new IncidentChange(
            incident.withMute(new io.tocsin.model.incident.Mute(end, "known", "dev-b")),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            0,
            false));
    silence("s1", "environment=\"prod\"", Duration.ofMinutes(10));
    sweep();
    assertThat(now(incident).mute().by()).isEqualTo("dev-b");

    clock.pass(HOUR);
    sweep();
    assertThat(now(incident).mute()).isNull();
    assertThat(last(incident).because()).startsWith("muted by dev-b until now");
  }

  @Test
  void aRule_mutesWhatAnOpenIncidentExplains_inTheSameEnvironmentOnly_andUntilItIsClosed() {
    Incident cause = happens(7, "prod");
    config =
        new MuteConfig(
            List.of(
                new InhibitRule(
                    "cause-first",
                    "fault=\"F-" + cause.fault().number() + "\"",
                    "fault!=\"F-" + cause.fault().number() + "\"",
                    List.of("environment"))),
            List.of(),
            Duration.ofSeconds(5),
            100);

    Incident explained = happens(8, "prod");
    Incident elsewhere = happens(9, "stage");

    assertThat(explained.mute().rule()).isEqualTo("inhibition/cause-first");
    assertThat(explained.mute().reason()).contains("explained by " + cause.name());
    assertThat(elsewhere.mute()).isNull();
    assertThat(now(cause).mute()).isNull();
    clock.pass(Duration.ofMinutes(45));
    sweep();
    assertThat(now(explained).mute().until()).isEqualTo(clock.instant().plus(HOUR));
    house.record(
        new IncidentChange(
            now(cause).closed(), List.of(), List.of(), Set.of(), Set.of(), 0, false));
    sweep();
    assertThat(now(explained).mute()).isNull();
    assertThat(tickets()).isEqualTo(3);
  }

  @Test
  void aWindow_mutesWhileItIsOn() {
    config =
        new MuteConfig(
            List.of(),
            List.of(
                new MaintenanceWindow(
                    "afternoon",
                    "core upgrade",
                    "environment=\"prod\"",
                    List.of("sun"),
                    "14:00",
                    "15:00",
                    "UTC",
                    null,
                    null,
                    null)),
            Duration.ofSeconds(5),
            100);

    Incident incident = happens(1, "prod");
    assertThat(incident.mute().rule()).isEqualTo("window/afternoon");
    assertThat(incident.mute().reason()).isEqualTo("maintenance window afternoon: core upgrade");
    clock.pass(HOUR);
    sweep();

    assertThat(tickets()).isEqualTo(1);
  }
}
