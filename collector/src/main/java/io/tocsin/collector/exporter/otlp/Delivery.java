package io.tocsin.collector.exporter.otlp;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.collector.reader.EntryWork;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries to one back-end, one request at a time. What it may take later is sent again until it
 * does; what it refuses for good is counted and passed over. Its place in the log moves behind what
 * was delivered only, so after a kill the last second is sent again.
 */
final class Delivery implements EntryWork {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final long COMMIT_NANOS = 1_000_000_000L;
  private static final int MAX_DOUBLINGS = 20;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final String name;
  private final OtlpExporterConfig config;
  private final Backend backend;
  private final CounterFamily records;
  private final CounterFamily retries;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable String failure;
  private Positions delivered = Positions.NONE;
  private long lastCommitNanos = System.nanoTime();

  /**
   * @param records by exporter, tenant, kind and outcome
   * @param retries by exporter and reason
   */
  Delivery(
      String name,
      OtlpExporterConfig config,
      Backend backend,
      CounterFamily records,
      CounterFamily retries) {
    this.name = name;
    this.config = config;
    this.backend = backend;
    this.records = records;
    this.retries = retries;
  }

  /** Why it is being tried again; null while deliveries succeed. */
  @Nullable String failure() {
    return failure;
  }

  /** Ends a pause; what was not delivered comes again after the next start. */
  void stop() {
    closing.countDown();
  }

  @Override
  public void begin(Reader reader) {
    delivered = Positions.NONE;
  }

  @Override
  public void take(List<LogEntry> entries, Reader reader) {
    for (Request request : Request.of(entries, config)) {
      if (!deliver(request)) {
        return;
      }
    }
    for (LogEntry entry : entries) {
      delivered = delivered.after(entry.position());
    }
    if (System.nanoTime() - lastCommitNanos > COMMIT_NANOS) {
      commit(reader);
    }
  }

  /** False where the exporter stops before the back-end has answered for good. */
  private boolean deliver(Request request) {
    for (int attempt = 0; closing.getCount() > 0; attempt++) {
      try {
        Answer answer = backend.send(request.kind(), request.payload());
        failure = null;
        long rejected = Math.min(answer.rejected(), request.records());
        count(request, "exported", request.records() - rejected);
        count(request, "rejected", rejected);
        return true;
      } catch (DeliveryException e) {
        if (!e.retryable()) {
          failure = null;
          LOG.warn("exporter {} passes over a refused request: {}", name, e.getMessage());
          count(request, "refused_" + e.reason(), request.records());
          return true;
        }
        failure = e.getMessage();
        retries.add(1, name, e.reason());
        if (!waited(pause(attempt, e.retryAfter()))) {
          return false;
        }
      }
    }
    return false;
  }

  private void count(Request request, String outcome, long amount) {
    if (amount > 0) {
      String kind = request.kind().name().toLowerCase(Locale.ROOT);
      records.add(amount, name, request.tenant().value(), kind, outcome);
    }
  }

  /**
   * Doubled each time up to the longest, then half of it to all of it at random, so that many do
   * not come at once; at least what the back-end asked for.
   */
  private Duration pause(int attempt, @Nullable Duration asked) {
    long longest = config.retryOnFailure().maxInterval().toMillis();
    long first = config.retryOnFailure().initialInterval().toMillis();
    long doubled = Math.min(longest, first << Math.min(attempt, MAX_DOUBLINGS));
    Duration own =
        Duration.ofMillis(doubled / 2 + ThreadLocalRandom.current().nextLong(doubled / 2 + 1));
    Duration pause =
        asked != null && asked.compareTo(own) > 0 ? asked.plus(own.dividedBy(10)) : own;
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private boolean waited(Duration pause) {
    try {
      return !closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void end(Reader reader) {
    commit(reader);
  }

  private void commit(Reader reader) {
    lastCommitNanos = System.nanoTime();
    if (!delivered.nextOffsets().isEmpty()) {
      Positions done = delivered;
      delivered = Positions.NONE;
      reader.commit(done);
    }
  }
}
