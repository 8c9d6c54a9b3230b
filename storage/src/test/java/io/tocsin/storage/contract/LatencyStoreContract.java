package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyQuery;
import io.tocsin.model.latency.LatencyWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class LatencyStoreContract extends RelationsContract {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private static LatencyWindow window(
      TenantId tenant,
      @Nullable String version,
      String operation,
      Instant start,
      Duration length,
      long count) {
    return new LatencyWindow(
        tenant,
        "payments",
        "prod",
        version,
        version == null ? null : "9fceb02",
        operation,
        start,
        length,
        count,
        1,
        3.5e6,
        9e6,
        1.25e7,
        new byte[] {1, 0, -7});
  }

  private static LatencyWindow window(int second, long count) {
    return window(
        Samples.BANK, "1.0", "POST /refunds", START.plusSeconds(second), TEN_SECONDS, count);
  }

  private LatencyQuery of(TenantId tenant, @Nullable String operation) {
    return new LatencyQuery(
        tenant, null, null, operation, START, START.plus(Duration.ofHours(1)), 1_000);
  }

  private List<LatencyWindow> all() {
    return stores.latency().windows(of(Samples.BANK, null));
  }

  @Test
  void write_keepsEveryField() {
    LatencyWindow versioned = window(0, 7);
    LatencyWindow plain =
        window(Samples.BANK, null, "退款 process", START.plusNanos(1), TEN_SECONDS, 1);
    stores.latency().write(List.of(plain, versioned));

    assertThat(all()).usingRecursiveComparison().isEqualTo(List.of(versioned, plain));
  }

  @Test
  void aWindowWrittenAgain_replacesTheOneBefore() {
    stores.latency().write(List.of(window(0, 7), window(10, 1)));
    stores.latency().write(List.of(window(0, 9)));

    assertThat(all()).extracting(LatencyWindow::count).containsExactly(9L, 1L);
  }

  @Test
  void versionsOfOneEndpoint_haveWindowsOfTheirOwn() {
    stores
        .latency()
        .write(
            List.of(
                window(0, 7),
                window(Samples.BANK, "1.1", "POST /refunds", START, TEN_SECONDS, 3),
                window(Samples.BANK, null, "POST /refunds", START, TEN_SECONDS, 2)));

    assertThat(all()).extracting(LatencyWindow::count).containsExactlyInAnyOrder(7L, 3L, 2L);
  }

  @Test
  void windows_ofAnotherTenantOrOperation_areNotSeen() {
    stores
        .latency()
        .write(
            List.of(
                window(0, 7),
                window(Samples.BANK, "1.0", "GET /refunds", START, TEN_SECONDS, 5),
                window(Samples.BROKER, "1.0", "POST /refunds", START, TEN_SECONDS, 6)));

    assertThat(stores.latency().windows(of(Samples.BANK, "POST /refunds")))
        .extracting(LatencyWindow::count)
        .containsExactly(7L);
    assertThat(stores.latency().windows(of(Samples.BROKER, null)))
        .extracting(LatencyWindow::count)
        .containsExactly(6L);
  }

  @Test
  void pastTheLimit_theOldestAreLeftOut() {
    stores.latency().write(List.of(window(0, 1), window(10, 2), window(20, 3)));

    LatencyQuery two =
        new LatencyQuery(
            Samples.BANK, "payments", "prod", "POST /refunds", START, START.plusSeconds(60), 2);
    assertThat(stores.latency().windows(two))
        .extracting(LatencyWindow::count)
        .containsExactly(2L, 3L);
  }

  @Test
  void from_isInclusive_andTo_isNot() {
    stores.latency().write(List.of(window(0, 1), window(10, 2), window(20, 3)));

    LatencyQuery middle =
        new LatencyQuery(
            Samples.BANK, null, null, null, START.plusSeconds(10), START.plusSeconds(20), 9);
    assertThat(stores.latency().windows(middle))
        .extracting(LatencyWindow::count)
        .containsExactly(2L);
  }

  @Test
  void aLongWindow_isGivenOnlyWhereNoShortOnesAreKept() {
    LatencyWindow covered = window(Samples.BANK, "1.0", "POST /refunds", START, FIVE_MINUTES, 100);
    LatencyWindow alone =
        window(Samples.BANK, "1.0", "POST /refunds", START.plus(FIVE_MINUTES), FIVE_MINUTES, 200);
    stores.latency().write(List.of(covered, alone, window(0, 7), window(290, 8)));

    assertThat(all()).extracting(LatencyWindow::count).containsExactly(7L, 8L, 200L);
  }

  @Test
  void sweep_takesShortWindowsFirst_andLongOnesLater() {
    Instant now = clock.instant();
    Duration hour = Duration.ofHours(1);
    Instant old = now.minus(hour.multipliedBy(7));
    Instant ancient = now.minus(Duration.ofDays(8));
    stores
        .latency()
        .write(
            List.of(
                window(Samples.BANK, "0.9", "POST /refunds", ancient, FIVE_MINUTES, 1),
                window(Samples.BANK, "1.0", "POST /refunds", old, FIVE_MINUTES, 2),
                window(Samples.BANK, "1.0", "POST /refunds", old, TEN_SECONDS, 3),
                window(Samples.BANK, "1.0", "POST /refunds", now.minus(hour), TEN_SECONDS, 4)));

    stores.sweep();

    LatencyQuery everything =
        new LatencyQuery(Samples.BANK, null, null, null, ancient, now.plus(hour), 100);
    assertThat(stores.latency().windows(everything))
        .extracting(LatencyWindow::count)
        .containsExactly(2L, 4L);
  }
}
