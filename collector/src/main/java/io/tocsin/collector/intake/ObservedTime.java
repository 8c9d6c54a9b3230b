package io.tocsin.collector.intake;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * When batches are observed: the machine's clock, but never backwards. While a clock that was set
 * back is behind, time goes at half its pace until the clock has come up to it. A step back of more
 * than {@link #BELIEVED} is taken for the correction of a clock that was wrong, and counted. Safe
 * for many threads.
 */
public final class ObservedTime implements MetricSource {
  static final Duration BELIEVED = Duration.ofHours(1);

  private final InstantSource clock;
  private final LongSupplier ticks;
  private long lastNanos;
  private long lastTicks;
  private long corrections;

  /**
   * @param ticks nanoseconds that never jump, from anywhere
   * @param newestNanos what was observed before the start, 0 where nothing was
   */
  public ObservedTime(InstantSource clock, LongSupplier ticks, long newestNanos) {
    this.clock = clock;
    this.ticks = ticks;
    this.lastNanos = newestNanos;
    this.lastTicks = ticks.getAsLong();
  }

  /** Nanoseconds since 1970. */
  synchronized long next() {
    long wallNanos = EpochNanos.of(clock.instant());
    long nowTicks = ticks.getAsLong();
    if (wallNanos < lastNanos && lastNanos - wallNanos <= BELIEVED.toNanos()) {
      lastNanos += Math.max(0, nowTicks - lastTicks) / 2;
    } else {
      corrections += wallNanos < lastNanos ? 1 : 0;
      lastNanos = wallNanos;
    }
    lastTicks = nowTicks;
    return lastNanos;
  }

  @Override
  public synchronized List<Sample> samples() {
    return List.of(
        Sample.counter(
            "tocsin_observed_time_corrections_total",
            "Steps back of the machine's clock by more than an hour, which were followed.",
            Map.of(),
            corrections));
  }
}
