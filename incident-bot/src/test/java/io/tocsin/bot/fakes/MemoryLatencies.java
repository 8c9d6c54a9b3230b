package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyQuery;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Windows and releases in maps; long windows are kept beside the short ones. */
public final class MemoryLatencies implements LatencyStore, ReleaseStore {
  public record Key(
      TenantId tenant,
      String service,
      String environment,
      String operation,
      @Nullable String version,
      Instant start,
      Duration length) {
    static Key of(LatencyWindow window) {
      return new Key(
          window.tenant(),
          window.service(),
          window.environment(),
          window.operation(),
          window.version(),
          window.start(),
          window.length());
    }
  }

  private final Map<Key, LatencyWindow> windows = new LinkedHashMap<>();
  private final Map<String, Release> releases = new LinkedHashMap<>();
  private int writes;

  @Override
  public void write(List<LatencyWindow> written) {
    writes++;
    written.forEach(window -> windows.put(Key.of(window), window));
  }

  @Override
  public List<LatencyWindow> windows(LatencyQuery query) {
    return windows.values().stream()
        .filter(w -> w.tenant().equals(query.tenant()))
        .filter(w -> w.length().compareTo(Duration.ofMinutes(5)) < 0)
        .filter(w -> !w.start().isBefore(query.from()) && w.start().isBefore(query.to()))
        .sorted(Comparator.comparing(LatencyWindow::start))
        .toList();
  }

  @Override
  public void seen(List<Release> seen) {
    writes++;
    seen.forEach(r -> releases.put(r.service() + '|' + r.environment() + '|' + r.version(), r));
  }

  @Override
  public List<Release> releases(
      TenantId tenant, @Nullable String service, @Nullable String environment, int limit) {
    return releases.values().stream().filter(r -> r.tenant().equals(tenant)).toList();
  }

  public Map<Key, LatencyWindow> all() {
    return windows;
  }

  public List<LatencyWindow> ofLength(Duration length) {
    return new ArrayList<>(
        windows.values().stream().filter(w -> w.length().equals(length)).toList());
  }

  public int writes() {
    return writes;
  }
}
