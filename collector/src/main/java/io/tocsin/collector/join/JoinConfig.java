package io.tocsin.collector.join;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code collector.join}. Every reader that joins has tables of its own, of this size. */
public record JoinConfig(
    @Setting(
            doc =
                "How long the account of a trace and the spans of a thread are remembered, by observed time.",
            def = "5m")
        Duration window,
    @Setting(
            doc = "Traces remembered; past it the oldest is forgotten and counted.",
            def = "100000")
        int maxTraces,
    @Setting(
            doc =
                "Threads whose spans are remembered; past it the oldest is forgotten and counted.",
            def = "20000")
        int maxThreads,
    @Setting(doc = "Spans remembered of one thread.", def = "32") int maxSpansPerThread,
    @Setting(
            doc =
                "How long a stored record without trace or account waits for a span that tells, by observed time.",
            def = "60s")
        Duration lateWindow,
    @Setting(
            doc =
                "Records that wait, errors and others counted apart; past it the oldest stays as it is.",
            def = "20000")
        int maxWaiting,
    @Setting(
            doc =
                "Memory that waiting records may hold, errors and others counted apart, in bytes, estimated.",
            def = "33554432")
        long maxWaitingBytes,
    @Setting(
            doc =
                "How old the last trace context of a crashed thread may be to be taken for its own; an"
                    + " older one stays a hint and brings no account.",
            def = "1s")
        Duration maxContextAge) {
  public JoinConfig {
    requireTime("window", window);
    requireRange("max_traces", maxTraces, 1, 10_000_000);
    requireRange("max_threads", maxThreads, 1, 1_000_000);
    requireRange("max_spans_per_thread", maxSpansPerThread, 1, 10_000);
    requireTime("late_window", lateWindow);
    requireRange("max_waiting", maxWaiting, 0, 10_000_000);
    requireRange("max_waiting_bytes", maxWaitingBytes, 0, 1L << 40);
    requireTime("max_context_age", maxContextAge);
  }

  private static void requireTime(String key, Duration value) {
    if (value.isNegative() || value.compareTo(Duration.ofHours(24)) > 0) {
      throw new InvalidSettingException(key, value, "0s to 24h");
    }
  }
}
