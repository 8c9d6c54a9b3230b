package io.tocsin.bot.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.Health;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConcurrentBotsTest {
  private final MutableClock clock = new MutableClock();
  private final MemoryHouse house = new MemoryHouse(clock);

  private IncidentBot bot(LocalBell posted) {
    return new IncidentBot(
        house,
        new Responder(
            house,
            house,
            incident -> Optional.empty(),
            new MemoryAudit(),
            house.ledger(),
            new MemoryReleases(),
            Samples.NOTHING_FOLLOWS,
            Mutes.NONE,
            clock),
        posted,
        new LocalBell(),
        Duration.ofMillis(20),
        10);
  }

  @Test
  void T01_fiftySignalsOnThreeNodes_areOneIncidentAndOneIntent() {
    List<LocalBell> bells = IntStream.range(0, 3).mapToObj(i -> new LocalBell()).toList();
    List<IncidentBot> bots = bells.stream().map(this::bot).toList();
    bots.forEach(IncidentBot::start);
    List<Signal> signals =
        IntStream.range(0, 50).mapToObj(i -> Samples.signal(i, 1, clock.instant())).toList();
    signals.forEach(signal -> {
      house.post(List.of(signal));
      bells.forEach(LocalBell::ring);
    });

    Awaitility.await().until(() -> house.pending(1).isEmpty());
    assertThat(bots).allMatch(bot -> bot.health().state() == Health.State.UP);
    bots.forEach(IncidentBot::close);

    assertThat(house.all()).hasSize(1);
    assertThat(house.all().getFirst().blast().occurrences()).isEqualTo(50);
    assertThat(house.ledger().rows()).hasSize(1);
  }

  @Test
  void aGroupThatFails_stopsNoneOfTheOthers() {
    house.post(
        List.of(
            Samples.signal(1, 1, clock.instant(), "cursed", false),
            Samples.signal(2, 2, clock.instant(), "prod", false)));
    IncidentBot bot = failingForCursed(10);

    IncidentBot.Round round = bot.takeIn();

    assertThat(round.failures()).isOne();
    assertThat(house.all()).hasSize(1);
    assertThat(house.pending(10)).hasSize(1);
  }

  @Test
  void signalsThatAlwaysFail_letTheOthersPassAndAreTriedAgain() {
    house.post(
        List.of(
            Samples.signal(1, 1, clock.instant(), "cursed", false),
            Samples.signal(2, 2, clock.instant(), "cursed", false),
            Samples.signal(3, 3, clock.instant(), "prod", false)));
    IncidentBot bot = failingForCursed(2);

    assertThat(bot.takeIn()).isEqualTo(new IncidentBot.Round(2, 0, 0, 2));
    assertThat(bot.takeIn()).isEqualTo(new IncidentBot.Round(1, 1, 0, 0));
    assertThat(bot.takeIn()).isEqualTo(new IncidentBot.Round(2, 0, 0, 2));

    assertThat(house.all()).hasSize(1);
    assertThat(house.pending(10)).hasSize(2);
  }

  private IncidentBot failingForCursed(int batch) {
    Responder responder =
        new Responder(
            house,
            house,
            incident -> {
              if (incident.source().environment().equals("cursed")) {
                throw new IllegalStateException("no");
              }
              return Optional.empty();
            },
            new MemoryAudit(),
            house.ledger(),
            new MemoryReleases(),
            Samples.NOTHING_FOLLOWS,
            Mutes.NONE,
            clock);
    return new IncidentBot(
        house, responder, new LocalBell(), new LocalBell(), Duration.ofSeconds(5), batch);
  }
}
