package io.tocsin.collector.sampling;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.join.Joinable;
import io.tocsin.collector.join.Joined;
import io.tocsin.model.EpochNanos;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.telemetry.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what its SLI's policy, or the hour of day, says. Whole traces stay or go by their id
 * ({@link Share}). What has an error is stored, and so is all of its trace from then on, and what
 * was left out of it within {@code hold} before. For one thread; {@link #samples} for any.
 */
public final class Sampler implements MetricSource {
  private static final Share ALL = new Share(0);

  private final SamplingConfig config;
  private final Policies policies;
  private final Calendar calendar;
  private final Held held;
  private final Map<Held.Trace, Boolean> errorTraces;
  private volatile long offeredBytes;
  private volatile long keptBytes;
  private volatile long givenUp;

  public Sampler(SamplingConfig config) {
    this.config = config;
    this.policies = new Policies(config.policies());
    this.calendar = new Calendar(config);
    this.held = new Held(config);
    this.errorTraces =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Held.Trace, Boolean> eldest) {
            return size() > config.maxErrorTraces();
          }
        };
  }

  /**
   * @param nowNanos observed time up to which everything was read
   */
  public Sifted sift(Joined joined, long nowNanos) {
    List<Joinable> fresh = new ArrayList<>();
    joined.observation().logs().forEach(log -> fresh.add(new Joinable.OfLog(log)));
    joined.observation().spans().forEach(span -> fresh.add(new Joinable.OfSpan(span)));
    List<Joinable> late = new ArrayList<>();
    joined.lateLogs().forEach(log -> late.add(new Joinable.OfLog(log)));
    joined.lateSpans().forEach(span -> late.add(new Joinable.OfSpan(span)));
    if (config.off()) {
      List<Joinable> all = new ArrayList<>(fresh);
      all.addAll(late);
      return new Sifted(all, 0, List.of());
    }
    held.leaveBefore(nowNanos - config.hold().toNanos());
    List<Joinable> kept = new ArrayList<>();
    List<Joinable> rescued = new ArrayList<>();
    fresh.forEach(record -> learn(record, kept, rescued));
    int left = 0;
    for (Joinable record : fresh) {
      left += keep(record, kept) ? 0 : 1;
    }
    late.forEach(record -> again(record, kept));
    givenUp = held.givenUp();
    return new Sifted(kept, left, rescued);
  }

  private void learn(Joinable record, List<Joinable> kept, List<Joinable> rescued) {
    Held.Trace trace = trace(record);
    if (trace == null || !record.isError() || errorTraces.put(trace, true) != null) {
      return;
    }
    for (Held.One one : held.take(trace)) {
      (one.left() ? rescued : kept).add(one.record());
      keptBytes += one.left() ? one.record().bytes() : 0;
    }
  }

  private boolean keep(Joinable record, List<Joinable> kept) {
    offeredBytes += record.bytes();
    Share share = share(record);
    boolean stays = holds(share, record);
    Held.Trace trace = trace(record);
    if (trace != null && share.threshold() > 0) {
      held.add(new Held.One(trace, id(record), record, !stays));
    }
    if (stays) {
      keptBytes += record.bytes();
      kept.add(rated(record, share));
    }
    return stays;
  }

  /** One that was there before and learnt something since. */
  private void again(Joinable record, List<Joinable> kept) {
    Held.Trace trace = trace(record);
    if (trace != null && held.left(id(record))) {
      held.add(new Held.One(trace, id(record), record, true));
      return;
    }
    Share share = share(record);
    if (holds(share, record)) {
      kept.add(rated(record, share));
    }
  }

  private Share share(Joinable record) {
    Held.Trace trace = trace(record);
    boolean whole =
        record.isError() || isCrash(record) || trace != null && errorTraces.containsKey(trace);
    if (whole) {
      return ALL;
    }
    Share ofPolicy = policies.of(record);
    if (ofPolicy != null) {
      return ofPolicy;
    }
    return trace == null ? ALL : calendar.at(EpochNanos.toInstant(record.observedNanos()));
  }

  private static boolean isCrash(Joinable record) {
    return record instanceof Joinable.OfLog(var log)
        && log.eventName() != null
        && log.eventName().startsWith("jvm.");
  }

  private static boolean holds(Share share, Joinable record) {
    if (share.threshold() == 0) {
      return true;
    }
    String traceId = record.traceId();
    return share.holds(
        traceId == null ? hex(id(record)) : traceId,
        record.attributes().get(TelemetryAttributes.TRACESTATE_OT));
  }

  /** What takes a trace id's place for a record without one: the same at every replay. */
  private static String hex(RecordId id) {
    long mixed = id.hashCode() * 0x9E3779B97F4A7C15L;
    return String.format(Locale.ROOT, "%016x", mixed ^ mixed >>> 32);
  }

  private static Joinable rated(Joinable record, Share share) {
    Share in =
        share.threshold() == 0
            ? share
            : share.within(record.attributes().get(TelemetryAttributes.TRACESTATE_OT));
    return in.threshold() == 0
        ? record
        : record.with(
            TelemetryAttributes.SAMPLE_RATE, String.format(Locale.ROOT, "%.4g", in.rate()));
  }

  private static Held.@Nullable Trace trace(Joinable record) {
    String id = record.traceId();
    return id == null ? null : new Held.Trace(record.tenant(), id);
  }

  private static RecordId id(Joinable record) {
    return switch (record) {
      case Joinable.OfLog(var log) -> log.id();
      case Joinable.OfSpan(var span) -> span.id();
    };
  }

  /** For the health: null while everything is stored. */
  public @Nullable String saved() {
    long offered = offeredBytes;
    return config.off() || offered == 0
        ? null
        : String.format(
            Locale.ROOT,
            "sampling left out %.1f %% of about %,d MiB offered",
            100.0 * (offered - keptBytes) / offered,
            offered >> 20);
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.counter(
            "tocsin_sampling_offered_bytes_total",
            "Telemetry that came to be stored, estimated in memory.",
            Map.of(),
            offeredBytes),
        Sample.counter(
            "tocsin_sampling_kept_bytes_total",
            "Telemetry that sampling left in, estimated in memory.",
            Map.of(),
            keptBytes),
        Sample.counter(
            "tocsin_sampling_given_up_total",
            "Records that could no longer be stored for an error to come: too many were held.",
            Map.of(),
            givenUp));
  }
}
