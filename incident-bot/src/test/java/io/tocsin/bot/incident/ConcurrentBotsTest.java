package io.tocsin.bot.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.MemoryAudit;
import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.MemoryReleases;
import io.tocsin.bot.fakes.MutableClock;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.Health;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConcurrentBotsTest {
  private final MutableClock clock = new MutableClock();
  private final MemoryHouse house = new MemoryHouse(clock);

  private IncidentBot bot(OwnerResolver owners, LocalBell posted, int batch, int atOnce) {
    Responder responder =
        new Responder(
            house,
            house,
            owners,
            new MemoryAudit(),
            house.ledger(),
            new MemoryReleases(),
            Samples.NOTHING_FOLLOWS,
            Mutes.NONE,
            clock);
    return new IncidentBot(
        house, responder, posted, new LocalBell(), Duration.ofMillis(20), batch, atOnce);
  }

  @Test
  void T01_fiftySignalsOnThreeNodes_areOneIncidentAndOneIntent() {
    List<LocalBell> bells = IntStream.range(0, 3).mapToObj(i -> new LocalBell()).toList();
    List<IncidentBot> bots =
        bells.stream().map(bell -> bot(incident -> Optional.empty(), bell, 10, 4)).toList();
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

  @Test
  void T14_faultsThatComeAtOnce_areDecidedUponAtOnce_andTheirsInOneEnvironmentInTurn() {
    CyclicBarrier allAsk = new CyclicBarrier(4);
    OwnerResolver slow =
        incident -> {
          meet(allAsk);
          return Optional.empty();
        };
    house.post(
        IntStream.range(0, 40).mapToObj(i -> Samples.signal(i, i % 4, clock.instant())).toList());
    house.post(List.of(Samples.signal(40, 0, clock.instant(), "prod", true)));

    try (IncidentBot bot = bot(slow, new LocalBell(), 100, 4)) {
      IncidentBot.Round round = bot.takeIn();

      assertThat(round).isEqualTo(new IncidentBot.Round(41, 5, 0, 0));
    }
    assertThat(house.all()).hasSize(4);
    assertThat(house.ledger().rows()).hasSize(4);
  }

  @Test
  void close_inTheMiddleOfMany_endsWithThoseThatAreBegun_andLeavesTheRest() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch known = new CountDownLatch(1);
    OwnerResolver slow =
        incident -> {
          begun.countDown();
          await(known);
          return Optional.empty();
        };
    house.post(
        IntStream.range(0, 10).mapToObj(i -> Samples.signal(i, i, clock.instant())).toList());
    IncidentBot bot = bot(slow, new LocalBell(), 100, 2);
    Thread taking = Thread.ofPlatform().daemon().start(bot::takeIn);
    await(begun);

    Thread closing = Thread.ofPlatform().daemon().start(bot::close);
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    known.countDown();
    closing.join();
    taking.join();

    assertThat(house.all()).hasSize(2);
    assertThat(house.pending(100)).hasSize(8);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("not all at once", e);
    }
  }

  private IncidentBot failingForCursed(int batch) {
    return bot(
        incident -> {
          if (incident.source().environment().equals("cursed")) {
            throw new IllegalStateException("no");
          }
          return Optional.empty();
        },
        new LocalBell(),
        batch,
        1);
  }
}
