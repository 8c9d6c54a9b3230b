package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bot.fakes.MemoryHouse;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.Health;
import io.tocsin.model.effect.EffectState;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final InstantSource clock = InstantSource.system();
  private final MemoryHouse house = new MemoryHouse(clock);
  private final ListedChannel chat = new ListedChannel(Manner.TOLD, true);
  private final ListedChannel stuck = new ListedChannel(Manner.TOLD, true);

  @Test
  void T37_aChannelThatHangs_holdsNoOtherUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    stuck.before = () -> awaitUninterrupted(never);
    try (Notices notices = notices()) {
      notices.start();
      house.deliveries().test(Samples.TENANT, "stuck", "tried", clock.instant());
      house.deliveries().test(Samples.TENANT, "chat", "tried", clock.instant());
      notices.ring();

      await()
          .until(() -> house.deliveries().statesOf("chat").equals(List.of(EffectState.CONFIRMED)));
      assertThat(house.deliveries().statesOf("stuck")).doesNotContain(EffectState.CONFIRMED);
      never.countDown();
    }
  }

  @Test
  void health_namesTheChannelThatTakesNothing_andWhy() throws Exception {
    try (Notices notices = notices()) {
      notices.start();
      chat.failNext(DeliveryException.Outcome.NOT_NOW, "HTTP 401; check token");
      house.deliveries().test(Samples.TENANT, "chat", "tried", clock.instant());
      notices.ring();

      await().until(() -> notices.health().state() == Health.State.DEGRADED);
      assertThat(notices.health().because())
          .isEqualTo("channel chat takes no messages: HTTP 401; check token");
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Notices notices() {
    return new Notices(
        "here",
        NoticeStage.config(),
        List.of(
            new NamedChannel("chat", "list", Samples.TENANT, chat),
            new NamedChannel("stuck", "list", Samples.TENANT, stuck)),
        new NoticePorts(
            house.deliveries(),
            house.deliveries(),
            house,
            Roster.EMPTY,
            incident -> 3,
            incident -> "https://tocsin.test",
            "https://tocsin.test",
            new Random(7),
            clock));
  }
}
