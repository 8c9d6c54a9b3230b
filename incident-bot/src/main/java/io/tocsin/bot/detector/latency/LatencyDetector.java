package io.tocsin.bot.detector.latency;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyQuery;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.latency.LatencyWatch;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.log.Position;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Endpoints that became slow. Each request that enters a service counts, by tenant, service,
 * environment, version and operation, in the window in which its span came in; each window is
 * compared with those before it, see {@link Comparison}. What is known survives a restart: windows
 * are stored once the signals they gave are, and read again with the tenant's first telemetry.
 */
public final class LatencyDetector implements Detector, LatencyWatch, MetricSource {
  private static final Duration PAST = Duration.ofHours(1);
  private static final int MAX_RESTORED = 100_000;
  private static final int MAX_RELEASES = 1_000;

  private final LatencyConfig config;
  private final LatencyStore store;
  private final ReleaseStore releases;
  private final Counts counts = new Counts();
  private final Map<TenantId, TenantLatency> tenants = new ConcurrentHashMap<>();
  private final Map<Integer, Long> seen = new HashMap<>();
  private final List<Signal> unposted = new ArrayList<>();

  public LatencyDetector(LatencyConfig config, LatencyStore store, ReleaseStore releases) {
    this.config = config;
    this.store = store;
    this.releases = releases;
  }

  @Override
  public String name() {
    return SlowdownSignals.DETECTOR;
  }

  @Override
  public List<Signal> detect(Observation batch) {
    if (isKnown(batch)) {
      return batch.spans().isEmpty() ? List.of() : List.copyOf(unposted);
    }
    long newest = Long.MIN_VALUE;
    for (LogRecord log : batch.logs()) {
      newest = Math.max(newest, log.observedNanos());
      TenantLatency tenant = tenants.get(log.tenant());
      if (tenant != null) {
        tenant.colour(log);
      }
    }
    for (Span span : batch.spans()) {
      newest = Math.max(newest, span.observedNanos());
      tenant(span, batch.epoch()).take(span);
    }
    List<Signal> found = new ArrayList<>();
    for (TenantLatency tenant : tenants.values()) {
      found.addAll(tenant.close(newest));
    }
    unposted.addAll(found);
    return found;
  }

  /**
   * Batches come again when the reader began again after a failure, and records of a batch come
   * once more when they learn their account later. Neither may count twice.
   */
  private boolean isKnown(Observation batch) {
    Position position = batch.position();
    long last = seen.getOrDefault(position.partition(), Long.MIN_VALUE);
    seen.put(position.partition(), Math.max(last, position.offset()));
    return position.offset() <= last;
  }

  private TenantLatency tenant(Span span, long epoch) {
    TenantLatency known = tenants.get(span.tenant());
    return known == null ? restored(span, epoch) : known;
  }

  private TenantLatency restored(Span first, long epoch) {
    long from = Rollup.startOf(first.observedNanos() - PAST.toNanos());
    List<LatencyWindow> stored =
        store.windows(
            new LatencyQuery(
                first.tenant(),
                null,
                null,
                null,
                EpochNanos.toInstant(from),
                EpochNanos.toInstant(first.observedNanos() + config.window().toNanos()),
                MAX_RESTORED));
    TenantLatency tenant = new TenantLatency(first.tenant(), config, epoch, counts);
    tenant.restore(
        releases.releases(first.tenant(), null, null, MAX_RELEASES),
        stored,
        stored.size() < MAX_RESTORED);
    tenants.put(first.tenant(), tenant);
    return tenant;
  }

  @Override
  public long posted() {
    unposted.clear();
    List<LatencyWindow> unwritten =
        tenants.values().stream().flatMap(tenant -> tenant.unwritten().stream()).toList();
    if (!unwritten.isEmpty()) {
      store.write(unwritten);
      counts.windows.add(unwritten.size());
    }
    tenants.values().forEach(TenantLatency::written);
    return tenants.values().stream()
        .mapToLong(TenantLatency::openSince)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  @Override
  public List<LatencyState> states(TenantId tenant) {
    TenantLatency known = tenants.get(tenant);
    return known == null
        ? List.of()
        : known.states().stream()
            .sorted(
                Comparator.comparing(LatencyState::service)
                    .thenComparing(LatencyState::environment)
                    .thenComparing(LatencyState::operation))
            .toList();
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(counts.samples());
    for (Map.Entry<TenantId, TenantLatency> tenant : tenants.entrySet()) {
      List<LatencyState> states = tenant.getValue().states();
      for (LatencyState.State state : LatencyState.State.values()) {
        samples.add(
            Sample.gauge(
                "tocsin_latency_endpoints",
                "Watched endpoints, by what is thought of them.",
                Map.of(
                    "tenant",
                    tenant.getKey().value(),
                    "state",
                    state.name().toLowerCase(java.util.Locale.ROOT)),
                states.stream().filter(one -> one.state() == state).count()));
      }
    }
    return samples;
  }
}
