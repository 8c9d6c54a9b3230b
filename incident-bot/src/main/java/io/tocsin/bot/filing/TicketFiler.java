package io.tocsin.bot.filing;

import io.tocsin.bot.loop.LoopEnd;
import io.tocsin.bot.loop.Urgency;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims due rows of the ticket ledger when the bell rings, and sweeps; several at a time, of some
 * kinds only.
 */
final class TicketFiler implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(TicketFiler.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String name;
  private final Set<TicketAct.Kind> kinds;
  private final String holder;
  private final FilingConfig config;
  private final TicketLedger ledger;
  private final Filing filing;
  private final TrackerPause pause;
  private final Bell bell;
  private final InstantSource clock;
  private final Semaphore free;
  private final ExecutorService workers;
  private final LoopEnd ends = new LoopEnd();
  private @Nullable Thread loop;
  private volatile @Nullable String trouble;

  /**
   * @param name of its thread, and of those at work with more behind it
   * @param atOnce rows that are worked on at the same time
   */
  TicketFiler(
      String name,
      Set<TicketAct.Kind> kinds,
      int atOnce,
      String holder,
      FilingConfig config,
      TicketLedger ledger,
      Filing filing,
      TrackerPause pause,
      Bell bell,
      InstantSource clock) {
    this.name = name;
    this.kinds = kinds;
    this.holder = holder;
    this.config = config;
    this.ledger = ledger;
    this.filing = filing;
    this.pause = pause;
    this.bell = bell;
    this.clock = clock;
    this.free = new Semaphore(atOnce);
    this.workers =
        Executors.newFixedThreadPool(atOnce, Urgency.urgentOnes(name + "-at-work").factory());
  }

  @Override
  public void start() {
    loop = Urgency.urgent(name).start(this::run);
  }

  private void run() {
    while (!ends.said()) {
      try {
        Duration paused = pause.left(clock.instant());
        if (paused.isZero()) {
          fileAllDue();
          trouble = null;
          bell.await(config.sweep());
        } else {
          bell.await(paused.compareTo(config.sweep()) < 0 ? paused : config.sweep());
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        trouble = e.toString();
        LOG.warn("Tickets could not be claimed; tried again at the next sweep", e);
        if (ends.await(config.sweep())) {
          return;
        }
      }
    }
  }

  private void fileAllDue() throws InterruptedException {
    boolean more = true;
    while (more && !ends.said() && pause.left(clock.instant()).isZero()) {
      free.acquire();
      int slots = 1 + free.drainPermits();
      int used = 0;
      try {
        long ends = System.nanoTime() + config.lease().toNanos();
        List<TicketEntry> rows =
            ledger.claim(kinds, holder, clock.instant(), config.lease(), slots);
        for (TicketEntry row : rows) {
          workers.execute(() -> file(new Claim(row, ends)));
          used++;
        }
        more = used > 0;
      } finally {
        free.release(slots - used);
      }
    }
  }

  private void file(Claim claim) {
    try {
      filing.advance(claim);
    } catch (RuntimeException e) {
      trouble = e.toString();
      LOG.warn("Ticket {} is left to the next holder of its row", claim.row().key(), e);
    } finally {
      free.release();
    }
  }

  @Override
  public Health health() {
    Thread thread = loop;
    if (thread == null || !thread.isAlive()) {
      return Health.down(name + " does not run");
    }
    String failed = trouble;
    if (failed != null) {
      return Health.degraded("tickets cannot be worked on: " + failed);
    }
    String paused = pause.because();
    return paused == null
        ? Health.up("files tickets as they come")
        : Health.degraded("the tracker does not take tickets: " + paused);
  }

  /** What it has claimed goes on; {@link #close} waits for it. */
  void claimNoMore() {
    ends.say();
    bell.ring();
  }

  /** Waits a little for what is on the wire: an answer that is read needs no look-up later. */
  @Override
  public void close() {
    claimNoMore();
    ends.join(loop);
    workers.shutdown();
    try {
      if (!workers.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
