package io.tocsin.bot.alert;

import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What came of alerts that were sent. Formats are bounded: one that nobody reads is not counted.
 */
final class AlertCounts implements MetricSource {
  enum Outcome {
    FIRING,
    FIRING_AGAIN,
    RESOLVED,
    /** The end of one that nobody knows. */
    RESOLVED_UNKNOWN,
    /** The end of one that is over already. */
    RESOLVED_AGAIN,
    /** The end of an earlier firing, while it fires anew. */
    RESOLVED_LATE,
    /** A request whose sender does not know whether its alert fires. */
    UNDECIDED,
    /** In a web hook that was taken before. */
    TAKEN_BEFORE,
    /** Refused: not what the format says. */
    UNREADABLE,
    /** Refused: as many fire as may. */
    OVER_LIMIT
  }

  private record Key(String format, Outcome outcome) {}

  private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

  void add(String format, Outcome outcome) {
    counts.computeIfAbsent(new Key(format, outcome), key -> new LongAdder()).increment();
  }

  @Override
  public List<Sample> samples() {
    return counts.entrySet().stream()
        .map(count ->
            Sample.counter(
                "tocsin_alerts_total",
                "Alerts that other systems sent, by what came of them.",
                Map.of(
                    "format", count.getKey().format(),
                    "outcome", count.getKey().outcome().name().toLowerCase(Locale.ROOT)),
                count.getValue().sum()))
        .toList();
  }
}
