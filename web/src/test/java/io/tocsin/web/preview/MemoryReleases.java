package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Releases in memory. */
public final class MemoryReleases implements ReleaseStore {
  private final List<Release> releases = new CopyOnWriteArrayList<>();

  @Override
  public void seen(List<Release> more) {
    releases.addAll(more);
  }

  @Override
  public List<Release> releases(
      TenantId tenant, @Nullable String service, @Nullable String environment, int limit) {
    return releases.stream()
        .filter(r -> r.tenant().equals(tenant))
        .filter(r -> service == null || r.service().equals(service))
        .filter(r -> environment == null || r.environment().equals(environment))
        .sorted(Comparator.comparing(Release::lastSeen).reversed())
        .limit(limit)
        .toList();
  }
}
