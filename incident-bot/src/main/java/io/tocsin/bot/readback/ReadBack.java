package io.tocsin.bot.readback;

import io.tocsin.bot.loop.LoopEnd;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the tracker again and again what people have changed, and closes what became quiet. */
public final class ReadBack implements Component, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(ReadBack.class);

  /** So many tickets one after the other do not fail of themselves. */
  private static final int IN_A_ROW = 3;

  private final ReadBackConfig config;
  private final ReadBackPorts ports;
  private final TicketNews news;
  private final QuietIncidents quiet;
  private final Duration overlap;
  private final InstantSource clock;
  private final LongAdder brought = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder unreadable = new LongAdder();

  /**
   * By id, those that failed when they were read last, longest ago first. At most as many as have
   * changed: it grows by {@link #IN_A_ROW} a look where all fail.
   */
  private final Map<String, Ticket> unread = new LinkedHashMap<>();

  private final Hints hints = new Hints();
  private final Bell hinted = new LocalBell();
  private final LoopEnd ends = new LoopEnd();
  private @Nullable Thread loop;
  private @Nullable Instant since;
  private @Nullable String unreadBecause;
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
    long nextPoll = System.nanoTime();
    while (!ends.said()) {
      try {
        if (System.nanoTime() - nextPoll >= 0) {
          nextPoll = System.nanoTime() + config.poll().toNanos();
          look();
        }
        lookAtHinted();
        hinted.await(Duration.ofNanos(Math.max(1, nextPoll - System.nanoTime())));
        if (!hints.isEmpty()) {
          ends.await(config.webhookGather());
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        failures.increment();
        trouble = e.toString();
        LOG.warn("Tickets could not be read back; tried again at the next look", e);
      }
    }
  }

  /**
   * A ticket is looked at soon: somebody says that it has changed. Of very many at a time some are
   * left to the next poll.
   *
   * @param id as the tracker calls it
   */
  public void lookSoon(String id) {
    hints.add(id);
    hinted.ring();
  }

  /** What was hinted at, in the calling thread. What fails is seen by the next poll. */
  public void lookAtHinted() {
    int failed = 0;
    for (String id : hints.take()) {
      if (failed == IN_A_ROW || ends.said()) {
        // It is not the tickets that fail: the next poll reads them all.
        return;
      }
      try {
        brought.add(news.look(id) ? 1 : 0);
        failed = 0;
      } catch (TrackerException | RuntimeException e) {
        // Whatever one ticket does, the others are read, and this one again with the next poll.
        unreadable.increment();
        failed++;
      }
    }
  }

  /**
   * One look, in the calling thread. What fails is looked at again by the next one: a ticket after
   * all others, so that it keeps none of them unread.
   */
  public void look() {
    closed.add(quiet.close());
    Instant began = clock.instant();
    Instant from = since == null ? began.minus(config.reachBack()) : since;
    try {
      List<Ticket> again = List.copyOf(unread.values());
      List<Ticket> changed =
          ports.history().changedSince(from).stream()
              .filter(ticket -> !unread.containsKey(ticket.id()))
              .toList();
      unreadBecause = null;
      if (areTaken(changed)) {
        since = began.minus(overlap);
        areTaken(again);
      } else {
        failures.increment();
      }
      trouble = unreadBecause;
    } catch (TrackerException e) {
      failures.increment();
      trouble = String.valueOf(e.getMessage());
    }
  }

  /** False where it was given up, because it is not the tickets that fail. */
  private boolean areTaken(List<Ticket> tickets) {
    int failed = 0;
    for (Ticket ticket : tickets) {
      failed = isTaken(ticket) ? 0 : failed + 1;
      if (failed == IN_A_ROW) {
        return false;
      }
    }
    return true;
  }

  private boolean isTaken(Ticket ticket) {
    boolean knownToFail = unread.remove(ticket.id()) != null;
    try {
      brought.add(news.take(ticket) ? 1 : 0);
      return true;
    } catch (TrackerException | RuntimeException e) {
      // Whatever one ticket does, the others are read.
      unread.put(ticket.id(), ticket);
      unreadable.increment();
      unreadBecause = unread.size() + " of them cannot be read, the last " + ticket.id() + ": " + e;
      if (!knownToFail) {
        LOG.warn("Ticket {} could not be read back; tried again at each look", ticket.id(), e);
      }
      return false;
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
            failures.sum()),
        Sample.counter(
            "tocsin_tickets_unread_total",
            "Attempts to read one changed ticket back that failed; tried again at each look.",
            Map.of(),
            unreadable.sum()));
  }

  @Override
  public void close() {
    ends.say();
    hinted.ring();
    ends.join(loop);
  }
}
