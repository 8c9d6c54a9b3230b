package io.tocsin.bot.detector.latency;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came in of a tenant's requests within one window of observed time. */
final class Window {
  /** Accounts kept of one endpoint's slow requests in one window. */
  private static final int MAX_ACCOUNTS = 100;

  /** One endpoint's part of it. */
  static final class Part {
    final Durations durations;
    final SlowRequests slow = new SlowRequests(MAX_ACCOUNTS);
    @Nullable String revision;
    long failed;
    long young;
    SlowRequests.@Nullable Sample slowest;

    /** Not stored since it last changed. */
    boolean changed = true;

    Part(Durations durations) {
      this.durations = durations;
    }

    void add(Span span, double slowAbove, boolean fromYoung) {
      long nanos = span.endNanos() - span.startNanos();
      durations.add(nanos);
      changed = true;
      if (span.failed()) {
        failed++;
      }
      if (fromYoung) {
        young++;
      }
      if (nanos > slowAbove) {
        slow.add(span);
      }
      if (slowest == null || nanos > slowest.nanos()) {
        slowest = SlowRequests.Sample.of(span);
      }
    }
  }

  private final long startNanos;
  private final long endNanos;
  private final Map<LineKey, Part> parts = new LinkedHashMap<>();

  Window(long startNanos, long endNanos) {
    this.startNanos = startNanos;
    this.endNanos = endNanos;
  }

  /** As it was stored. */
  void restore(LineKey key, LatencyWindow stored) {
    Part part = new Part(Durations.of(stored.sketch()));
    part.failed = stored.failed();
    part.revision = stored.revision();
    part.changed = false;
    parts.put(key, part);
  }

  Part part(LineKey key) {
    return parts.computeIfAbsent(key, k -> new Part(new Durations()));
  }

  Map<LineKey, Part> parts() {
    return parts;
  }

  long startNanos() {
    return startNanos;
  }

  long endNanos() {
    return endNanos;
  }

  static LatencyWindow stored(
      TenantId tenant,
      LineKey key,
      @Nullable String revision,
      long startNanos,
      Duration length,
      Durations durations,
      long failed) {
    return new LatencyWindow(
        tenant,
        key.endpoint().service(),
        key.endpoint().environment(),
        key.versionOrNull(),
        revision,
        key.endpoint().operation(),
        EpochNanos.toInstant(startNanos),
        length,
        durations.count(),
        failed,
        durations.quantile(Quantile.P50.share),
        durations.quantile(Quantile.P90.share),
        durations.quantile(0.99),
        durations.bytes());
  }
}
