package io.tocsin.web.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.backtest.BacktestProgress;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.backtest.Backtests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BacktestDeskTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final TenantId TENANT = new TenantId("bank");
  private static final BacktestQuery DAY =
      new BacktestQuery(
          TENANT,
          NOW.minus(Duration.ofDays(1)),
          NOW,
          BacktestQuery.Source.SIGNALS,
          List.of(),
          List.of(),
          null);

  @Test
  void aRunThatEndsWhileItsPageIsMade_isRunningForAllOfThatPage() throws Exception {
    CountDownLatch halfWay = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    BacktestDesk desk =
        new BacktestDesk((query, progress) -> {
          progress.accept(new BacktestProgress(3, NOW.minus(Duration.ofHours(12))));
          halfWay.countDown();
          await(read);
          return new BacktestReport(query.from(), query.to(), 5, List.of(), List.of());
        });
    desk.start(DAY);
    await(halfWay);
    BacktestRun shown = desk.of(TENANT).orElseThrow();
    assertThat(desk.start(DAY)).as("another beside it").isEmpty();
    read.countDown();
    desk.awaitEnd();

    assertThat(shown.running()).isTrue();
    assertThat(shown.percent()).isEqualTo(50);
    assertThat(shown.report()).isNull();
    assertThat(desk.of(TENANT).orElseThrow().running()).isFalse();
    assertThat(desk.of(TENANT).orElseThrow().report().signals()).isEqualTo(5);
  }

  @Test
  void anErrorOfTheJvm_endsTheRun_andTheNextMayBegin() throws Exception {
    Backtests tooLarge =
        (query, progress) -> {
          throw new OutOfMemoryError("planned by this test");
        };
    BacktestDesk desk = new BacktestDesk(tooLarge);
    desk.start(DAY);
    desk.awaitEnd();
    assertThat(desk.of(TENANT).orElseThrow().failure()).isEqualTo(BacktestDesk.BROKE_OFF);
    assertThat(desk.start(DAY)).isPresent();
    desk.awaitEnd();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
