package io.tocsin.bot.notice;

import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of deliveries, by channel. */
final class NoticeCounts implements MetricSource {
  /** One thing that happens to a delivery. */
  enum Event {
    /** The channel took it. */
    DELIVERED,
    /** As one of many in one message; counted as delivered too. */
    GATHERED,
    NOT_NEEDED,
    /** Held back while its incident is muted. */
    HELD,
    NOT_NOW,
    UNKNOWN,
    REFUSED,
    /** Refused because it took too long. */
    GIVEN_UP,
    /** Somebody else had taken it over: nothing was written. */
    FENCED
  }

  private record Key(String channel, Event event) {}

  private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

  /** From the start on there is a count of each, so that one that never moved is seen as zero. */
  NoticeCounts(List<NamedChannel> channels) {
    for (NamedChannel channel : channels) {
      Arrays.stream(Event.values()).forEach(event -> add(channel.name(), event, 0));
    }
  }

  void add(String channel, Event event, int deliveries) {
    counts.computeIfAbsent(new Key(channel, event), key -> new LongAdder()).add(deliveries);
  }

  long of(String channel, Event event) {
    LongAdder adder = counts.get(new Key(channel, event));
    return adder == null ? 0 : adder.sum();
  }

  @Override
  public List<Sample> samples() {
    return counts.entrySet().stream()
        .map(count ->
            Sample.counter(
                "tocsin_notices_total",
                "Deliveries of notices, by channel and what happened.",
                Map.of(
                    "channel",
                    count.getKey().channel(),
                    "event",
                    count.getKey().event().name().toLowerCase(Locale.ROOT)),
                count.getValue().sum()))
        .toList();
  }
}
