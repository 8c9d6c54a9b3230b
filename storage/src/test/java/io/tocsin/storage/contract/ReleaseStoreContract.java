package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class ReleaseStoreContract extends RelationsContract {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000000001Z");

  private static Release release(
      String service, String version, @Nullable String revision, Instant first, Instant last) {
    return new Release(Samples.BANK, service, "prod", version, revision, first, last);
  }

  private static Release seen(String version, int firstMinute, int lastMinute) {
    return release(
        "payments",
        version,
        null,
        NOON.plus(Duration.ofMinutes(firstMinute)),
        NOON.plus(Duration.ofMinutes(lastMinute)));
  }

  @Test
  void theVersionSeenLast_comesFirst() {
    Release running = release("payments", "1.1", "9fceb02", NOON, NOON.plusSeconds(9));
    Release gone = seen("1.0", -60, 0);
    stores.releases().seen(List.of(gone, running));

    assertThat(stores.releases().releases(Samples.BANK, null, null, 10))
        .containsExactly(running, gone);
    assertThat(stores.releases().releases(Samples.BANK, null, null, 1)).containsExactly(running);
  }

  @Test
  void seenAgain_widensItsTime_andKeepsItsRevision() {
    stores
        .releases()
        .seen(List.of(release("payments", "1.0", "9fceb02", NOON, NOON.plusSeconds(60))));
    stores.releases().seen(List.of(seen("1.0", -5, 0)));
    stores.releases().seen(List.of(seen("1.0", 3, 4)));

    assertThat(stores.releases().releases(Samples.BANK, "payments", "prod", 10))
        .containsExactly(
            release(
                "payments",
                "1.0",
                "9fceb02",
                NOON.minus(Duration.ofMinutes(5)),
                NOON.plus(Duration.ofMinutes(4))));
  }

  @Test
  void releases_ofOtherTenantsServicesAndEnvironments_areNotSeen() {
    Release ours = seen("1.0", 0, 0);
    stores
        .releases()
        .seen(
            List.of(
                ours,
                release("ledger", "7", null, NOON, NOON),
                new Release(Samples.BANK, "payments", "stage", "1.0", null, NOON, NOON),
                new Release(Samples.BROKER, "payments", "prod", "1.0", null, NOON, NOON)));

    assertThat(stores.releases().releases(Samples.BANK, "payments", "prod", 10))
        .containsExactly(ours);
    assertThat(stores.releases().releases(Samples.BROKER, null, null, 10)).hasSize(1);
    assertThat(stores.releases().releases(Samples.BANK, null, null, 10)).hasSize(3);
  }

  @Test
  void sweep_forgetsVersionsThatAreLongGone() {
    Instant now = clock.instant();
    Instant longAgo = now.minus(Duration.ofDays(500));
    Release old = release("payments", "1.0", null, longAgo, longAgo.plusSeconds(1));
    Release running = release("payments", "1.1", null, longAgo, now);
    stores.releases().seen(List.of(old, running));

    stores.sweep();

    assertThat(stores.releases().releases(Samples.BANK, null, null, 10)).containsExactly(running);
  }
}
