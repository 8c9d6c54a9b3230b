package io.tocsin.bot.detector.latency;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.release.Release;
import io.tocsin.model.telemetry.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which versions of a tenant's services served requests, and since when which instances do. */
final class Versions {
  /** The worst of class loading and the first compilations is over by then. */
  static final Duration YOUNG = Duration.ofSeconds(10);

  private static final int MAX_INSTANCES = 10_000;
  private static final int MAX_VERSIONS = 10_000;

  private record Of(String service, String environment, String version) {}

  private record Instance(Of of, String id) {}

  private final TenantId tenant;
  private final Map<Of, Release> versions = new LinkedHashMap<>();
  private final Map<Instance, Long> instances =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Instance, Long> eldest) {
          return size() > MAX_INSTANCES;
        }
      };
  private final Map<Of, Boolean> known = new HashMap<>();
  private long bornNanos = -1;

  Versions(TenantId tenant) {
    this.tenant = tenant;
  }

  void restore(List<Release> releases) {
    for (Release release : releases) {
      Of of = new Of(release.service(), release.environment(), release.version());
      versions.put(of, release);
      known.put(of, true);
    }
  }

  void restore(LineKey line, LatencyWindow window) {
    Of of = new Of(window.service(), window.environment(), line.version());
    versions.merge(of, release(of, window.revision(), window.start()), Versions::widened);
    known.put(of, true);
  }

  /**
   * Notes who served it. True where its instance has just begun; one that was there when we began
   * ourselves has not.
   */
  boolean seen(Source source, @Nullable String revision, long observedNanos) {
    if (bornNanos < 0) {
      bornNanos = observedNanos;
    }
    String version = source.version() == null ? "" : source.version();
    Of of = new Of(source.service(), source.environment(), version);
    Instant now = EpochNanos.toInstant(observedNanos);
    if (versions.size() < MAX_VERSIONS || versions.containsKey(of)) {
      versions.merge(of, release(of, revision, now), Versions::widened);
    }
    String id = source.instance() == null ? "" : source.instance();
    long first = instances.computeIfAbsent(new Instance(of, id), i -> observedNanos);
    boolean thereBefore = known.containsKey(of) && first - bornNanos < YOUNG.toNanos();
    return !thereBefore && observedNanos - first < YOUNG.toNanos();
  }

  private Release release(Of of, @Nullable String revision, Instant now) {
    return new Release(tenant, of.service, of.environment, of.version, revision, now, now);
  }

  private static Release widened(Release known, Release seen) {
    return new Release(
        known.tenant(),
        known.service(),
        known.environment(),
        known.version(),
        seen.revision() == null ? known.revision() : seen.revision(),
        known.firstSeen().isBefore(seen.firstSeen()) ? known.firstSeen() : seen.firstSeen(),
        known.lastSeen().isAfter(seen.lastSeen()) ? known.lastSeen() : seen.lastSeen());
  }

  Optional<Release> release(LineKey line) {
    return Optional.ofNullable(
        versions.get(
            new Of(line.endpoint().service(), line.endpoint().environment(), line.version())));
  }

  /** Those that it took over from, the newest first. */
  List<LineKey> before(LineKey line) {
    List<LineKey> before = new ArrayList<>();
    List<Release> all = List.copyOf(versions.values());
    Optional<Release> release = release(line);
    while (release.isPresent()) {
      release = release.get().before(all);
      release.ifPresent(r -> before.add(new LineKey(line.endpoint(), r.version())));
    }
    return before;
  }
}
