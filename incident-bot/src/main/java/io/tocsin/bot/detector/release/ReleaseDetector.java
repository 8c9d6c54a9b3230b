package io.tocsin.bot.detector.release;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes which version of which service was seen when: a version seen for the first time is a
 * release. A release is no fault, so it makes no signal. What is known is written once a minute,
 * what is new at once.
 */
public final class ReleaseDetector implements Detector {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final String REVISION = "vcs.ref.head.revision";
  private static final int MAX_VERSIONS = 10_000;

  private record Key(TenantId tenant, String service, String environment, String version) {}

  private static final class Seen {
    @Nullable String revision;
    long firstNanos;
    long lastNanos;

    /** Newest time that is stored; nothing is yet where it is smaller than any. */
    long writtenNanos = Long.MIN_VALUE;

    boolean isNews() {
      return writtenNanos == Long.MIN_VALUE || lastNanos - writtenNanos >= EVERY.toNanos();
    }
  }

  private final ReleaseStore store;
  private final Map<Key, Seen> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Seen> eldest) {
          return size() > MAX_VERSIONS;
        }
      };

  public ReleaseDetector(ReleaseStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "release";
  }

  @Override
  public List<Signal> detect(Observation batch) {
    for (LogRecord log : batch.logs()) {
      note(log.tenant(), log.source(), log.attributes().get(REVISION), log.observedNanos());
    }
    for (Span span : batch.spans()) {
      note(span.tenant(), span.source(), span.attributes().get(REVISION), span.observedNanos());
    }
    return List.of();
  }

  private void note(TenantId tenant, Source source, @Nullable String revision, long observed) {
    String version = source.version();
    if (version == null || version.isEmpty()) {
      return;
    }
    Seen known =
        seen.computeIfAbsent(
            new Key(tenant, source.service(), source.environment(), version),
            key -> {
              Seen fresh = new Seen();
              fresh.firstNanos = observed;
              fresh.lastNanos = observed;
              return fresh;
            });
    known.firstNanos = Math.min(known.firstNanos, observed);
    known.lastNanos = Math.max(known.lastNanos, observed);
    if (revision != null && !revision.equals(known.revision)) {
      known.revision = revision;
      known.writtenNanos = Long.MIN_VALUE;
    }
  }

  @Override
  public long posted() {
    Map<Seen, Release> news = new LinkedHashMap<>();
    seen.forEach((key, one) -> {
      if (one.isNews()) {
        news.put(one, release(key, one));
      }
    });
    if (!news.isEmpty()) {
      store.seen(new ArrayList<>(news.values()));
      news.keySet().forEach(one -> one.writtenNanos = one.lastNanos);
    }
    return Long.MAX_VALUE;
  }

  private static Release release(Key key, Seen one) {
    Instant first = EpochNanos.toInstant(one.firstNanos);
    return new Release(
        key.tenant,
        key.service,
        key.environment,
        key.version,
        one.revision,
        first,
        EpochNanos.toInstant(one.lastNanos));
  }
}
