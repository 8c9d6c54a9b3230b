package io.tocsin.bot.filing;

import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of what was sent. */
public final class FilingCounts implements MetricSource {
  /** One thing that happens to a ledger row or its ticket. */
  enum Event {
    /** The tracker answered with the ticket. */
    FILED,
    /** No answer at first; found by its label. */
    FOUND,
    NOT_NOW,
    UNKNOWN,
    REFUSED,
    /** A comment, a reopening, a closing was done. */
    ACTED,
    /** Beyond its team's tickets of the hour: named in an umbrella ticket. */
    GATHERED,
    /** One was not needed any more, or left to people. */
    NEEDLESS,
    /** Somebody else had taken the row over: nothing was written. */
    FENCED,
    /** The lease did not cover another call: nothing was sent. */
    OUT_OF_TIME,
    /** A second open ticket of one key was closed: a defect. */
    DUPLICATE,
    /** Text brought up to date with what came later. */
    EVIDENCE_ADDED,
    /** It was not, for a limit or a tracker that did not take it. */
    EVIDENCE_LOST
  }

  private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

  public FilingCounts() {
    Arrays.stream(Event.values()).forEach(event -> counts.put(event, new LongAdder()));
  }

  void add(Event event) {
    adder(event).increment();
  }

  long of(Event event) {
    return adder(event).sum();
  }

  private LongAdder adder(Event event) {
    LongAdder adder = counts.get(event);
    if (adder == null) {
      throw new IllegalStateException("no count of " + event);
    }
    return adder;
  }

  @Override
  public List<Sample> samples() {
    return Arrays.stream(Event.values())
        .map(event ->
            Sample.counter(
                "tocsin_tickets_total",
                "Steps of filing tickets, by what happened.",
                Map.of("event", event.name().toLowerCase(Locale.ROOT)),
                of(event)))
        .toList();
  }
}
