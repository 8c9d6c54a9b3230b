package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The releases that had been seen by each time. */
record PlayedReleases(History.Releases kept, InstantSource clock) implements ReleaseStore {
  @Override
  public List<Release> releases(
      TenantId tenant, @Nullable String service, @Nullable String environment, int limit) {
    if (service == null || environment == null) {
      throw new UnsupportedOperationException("a backtest asks for one service's releases");
    }
    return kept.of(tenant, service, environment, limit).stream()
        .filter(release -> !release.firstSeen().isAfter(clock.instant()))
        .toList();
  }

  @Override
  public void seen(List<Release> releases) {
    throw new UnsupportedOperationException("a backtest sees no release");
  }
}
