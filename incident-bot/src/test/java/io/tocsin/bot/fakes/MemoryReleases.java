package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Versions that were seen, in memory. */
public final class MemoryReleases implements ReleaseStore {
  private final List<Release> releases = new ArrayList<>();

  @Override
  public synchronized void seen(List<Release> more) {
    releases.addAll(more);
  }

  @Override
  public synchronized List<Release> releases(
      TenantId tenant, String service, String environment, int limit) {
    return releases.stream()
        .filter(r -> r.tenant().equals(tenant))
        .filter(r -> service == null || r.service().equals(service))
        .filter(r -> environment == null || r.environment().equals(environment))
        .sorted(Comparator.comparing(Release::lastSeen).reversed())
        .limit(limit)
        .toList();
  }
}
