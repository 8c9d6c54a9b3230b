package io.tocsin.web.latency;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads latencies for pages and the API. */
@Component
public final class Latencies {
  private static final int RELEASES = 200;

  private final LatencyStore store;
  private final ReleaseStore releases;

  Latencies(LatencyStore store, ReleaseStore releases) {
    this.store = store;
    this.releases = releases;
  }

  /** Of one endpoint; empty where service or operation are not named. */
  public LatencyChart chart(TenantId tenant, LatencyFilter filter) {
    if (filter.service().isEmpty() || filter.operation().isEmpty()) {
      throw new IllegalArgumentException("service, operation (expected: one of each)");
    }
    Duration length = Duration.between(filter.range().from(), filter.range().to());
    List<LatencyWindow> windows =
        store.windows(filter.query(tenant, LatencySeries.reference(length)));
    List<Release> seen =
        releases.releases(
            tenant,
            filter.service(),
            filter.environment().isEmpty() ? null : filter.environment(),
            RELEASES);
    return LatencySeries.chart(windows, seen, filter.range().from(), filter.range().to());
  }

  /** The oldest first, of all that the filter names. */
  public List<LatencyWindow> windows(TenantId tenant, LatencyFilter filter) {
    return store.windows(filter.query(tenant, Duration.ZERO));
  }
}
