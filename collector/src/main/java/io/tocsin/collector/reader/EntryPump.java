package io.tocsin.collector.reader;

import io.tocsin.model.Health;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.metric.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that carries entries from the log to their work. A failure of the work is backed off
 * from and tried again from the last commit, for as long as it takes: we hold other people's data.
 * The thread is never interrupted while it works, because an interrupt closes files under Lucene
 * and SQLite.
 */
public final class EntryPump implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EntryPump.class);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

  private final TelemetryLog log;
  private final ReaderSpec spec;
  private final ReadersConfig config;
  private final EntryWork work;
  private final InstantSource clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean started;
  private volatile @Nullable String failure;
  private volatile long failures;

  /** Observed time of the oldest entry now in work; 0 while there is none. */
  private volatile long oldestInWorkNanos;

  public EntryPump(
      TelemetryLog log,
      ReaderSpec spec,
      ReadersConfig config,
      EntryWork work,
      InstantSource clock) {
    this.log = log;
    this.spec = spec;
    this.config = config;
    this.work = work;
    this.clock = clock;
    this.thread = new Thread(this::run, "reader-" + spec.name());
    thread.setDaemon(true);
  }

  public void start() {
    started = true;
    thread.start();
  }

  private void run() {
    Duration backoff = config.firstBackoff();
    while (closing.getCount() > 0) {
      long failuresBefore = failures;
      try (Reader reader = log.reader(spec)) {
        work.begin(reader);
        pump(reader);
        work.end(reader);
      } catch (InterruptedException e) {
        failure = "its thread was interrupted";
        return;
      } catch (Throwable e) {
        failures = failuresBefore + 1;
        backoff = failure == null ? config.firstBackoff() : doubled(backoff);
        failure = e.toString();
        LOG.warn("reader {} tries again in {}", spec.name(), backoff, e);
        pause(backoff);
      }
    }
  }

  private void pump(Reader reader) throws InterruptedException {
    while (closing.getCount() > 0) {
      List<LogEntry> entries = reader.poll(config.maxBatches(), config.pollWait());
      oldestInWorkNanos =
          entries.stream().mapToLong(entry -> entry.batch().observedNanos()).min().orElse(0);
      work.take(entries, reader);
      oldestInWorkNanos = 0;
      failure = null;
    }
  }

  private Duration doubled(Duration backoff) {
    Duration twice = backoff.multipliedBy(2);
    return twice.compareTo(config.maxBackoff()) > 0 ? config.maxBackoff() : twice;
  }

  private void pause(Duration backoff) {
    try {
      closing.await(backoff.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How old the oldest telemetry in work is; zero while nothing waits. */
  Duration lag() {
    long oldest = oldestInWorkNanos;
    if (oldest == 0) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    long nowNanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    return Duration.ofNanos(Math.max(0, nowNanos - oldest));
  }

  public Health health() {
    if (!started) {
      return Health.down("reader " + spec.name() + " was not started");
    }
    String failed = failure;
    if (!thread.isAlive()) {
      return Health.down(
          "reader " + spec.name() + " stopped" + (failed == null ? "" : ": " + failed));
    }
    if (failed != null) {
      return Health.degraded("reader " + spec.name() + " tries again after: " + failed);
    }
    Duration lag = lag();
    if (lag.compareTo(config.lagLimit()) > 0) {
      return Health.degraded(
          "reader %s is %d s behind the newest telemetry".formatted(spec.name(), lag.toSeconds()));
    }
    return Health.up("reader " + spec.name() + " keeps up");
  }

  public List<Sample> samples() {
    Map<String, String> reader = Map.of("reader", spec.name());
    return List.of(
        Sample.counter(
            "tocsin_reader_failures_total",
            "How often a reader began again after a failure.",
            reader,
            failures),
        Sample.gauge(
            "tocsin_reader_lag_seconds",
            "Age of the oldest telemetry that the reader has in work.",
            reader,
            lag().toMillis() / 1_000.0));
  }

  /** Lets the work in hand end. */
  @Override
  public void close() {
    closing.countDown();
    if (!started) {
      return;
    }
    try {
      thread.join(CLOSE_PATIENCE);
      if (thread.isAlive()) {
        LOG.warn(
            "reader {} still works after {}; what it has not committed comes again",
            spec.name(),
            CLOSE_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
