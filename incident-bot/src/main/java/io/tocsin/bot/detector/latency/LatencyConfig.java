package io.tocsin.bot.detector.latency;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code bot.latency}: limits only; when an endpoint is slow is for the detector to find out. */
public record LatencyConfig(
    @Setting(
            doc =
                "How long one window of latencies is, by the time at which spans come in. Divides"
                    + " five minutes evenly.",
            def = "10s")
        Duration window,
    @Setting(
            doc =
                "A span that ended that long before its window began is late: left out and counted.",
            def = "1m")
        Duration lateAfter,
    @Setting(
            doc =
                "Endpoints of a tenant that are watched; what goes beyond is counted and not"
                    + " watched. One takes up to about 40 kB of memory. An endpoint that is silent"
                    + " for an hour makes room.",
            def = "2000")
        int maxEndpoints,
    @Setting(
            doc =
                "How often it is said again that an endpoint is slow, while it is. After an hour"
                    + " its new latency is taken for the usual one.",
            def = "5m")
        Duration repeat) {
  static final Duration LONG_WINDOW = Duration.ofMinutes(5);

  public LatencyConfig {
    if (window.compareTo(Duration.ofSeconds(1)) < 0
        || window.compareTo(Duration.ofMinutes(1)) > 0
        || LONG_WINDOW.toNanos() % window.toNanos() != 0) {
      throw new InvalidSettingException("window", window, "1s to 1m, dividing 5m evenly");
    }
    if (lateAfter.isNegative() || lateAfter.compareTo(Duration.ofHours(1)) > 0) {
      throw new InvalidSettingException("late_after", lateAfter, "0s to 1h");
    }
    if (repeat.compareTo(Duration.ofMinutes(1)) < 0 || repeat.compareTo(Duration.ofHours(1)) > 0) {
      throw new InvalidSettingException("repeat", repeat, "1m to 1h");
    }
    requireRange("max_endpoints", maxEndpoints, 1, 100_000);
  }

  public static LatencyConfig defaults() {
    return new LatencyConfig(
        Duration.ofSeconds(10), Duration.ofMinutes(1), 2_000, Duration.ofMinutes(5));
  }
}
