package io.tocsin.bot.readback;

import io.tocsin.bot.loop.LoopEnd;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the tracker again and again what people have changed, and closes what became quiet. */
public final class ReadBack implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(ReadBack.class);

  private final ReadBackConfig config;
  private final ReadBackPorts ports;
  private final TicketNews news;
  private final QuietIncidents quiet;
  private final Duration overlap;
  private final InstantSource clock;
  private final LongAdder brought = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LoopEnd ends = new LoopEnd();
  private @Nullable Thread loop;
  private @Nullable Instant since;
  private volatile @Nullable String trouble;

  /**
   * @param overlap of two looks: for how long the tracker's search may not show a change, and its
   *     clock may differ
   */
  public ReadBack(
      ReadBackConfig config, ReadBackPorts ports, Duration overlap, InstantSource clock) {
    this.config = config;
    this.ports = ports;
    this.news = new TicketNews(ports, clock);
    this.quiet = new QuietIncidents(ports, config.closeQuietAfter(), clock);
    this.overlap = overlap;
    this.clock = clock;
  }

  @Override
  public void start() {
    loop = Thread.ofPlatform().name("tocsin-read-back").daemon().start(this::run);
  }

  private void run() {
    do {
      try {
        look();
      } catch (RuntimeException e) {
        failures.increment();
        trouble = e.toString();
        LOG.warn("Tickets could not be read back; tried again at the next look", e);
      }
    } while (!ends.await(config.poll()));
  }

  /** One look, in the calling thread. What fails is looked at again by the next one. */
  public void look() {
    closed.add(quiet.close());
    Instant began = clock.instant();
    Instant from = since == null ? began.minus(config.reachBack()) : since;
    try {
      for (Ticket ticket : ports.history().changedSince(from)) {
        brought.add(news.take(ticket) ? 1 : 0);
      }
      since = began.minus(overlap);
      trouble = null;
    } catch (TrackerException e) {
      failures.increment();
      trouble = String.valueOf(e.getMessage());
    }
  }

  @Override
  public Health health() {
    Thread thread = loop;
    if (thread == null || !thread.isAlive()) {
      return Health.down("tickets are not read back");
    }
    String why = trouble;
    return why == null
        ? Health.up("reads tickets back")
        : Health.degraded("what people do to tickets is not seen: " + why);
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.counter(
            "tocsin_tickets_read_back_total",
            "Changes of tickets by people that were brought back.",
            Map.of(),
            brought.sum()),
        Sample.counter(
            "tocsin_incidents_closed_quiet_total",
            "Incidents closed because their fault was not seen for long.",
            Map.of(),
            closed.sum()),
        Sample.counter(
            "tocsin_ticket_readings_failed_total",
            "Looks at the tracker that failed.",
            Map.of(),
            failures.sum()));
  }

  @Override
  public void close() {
    ends.say();
    ends.join(loop);
  }
}
