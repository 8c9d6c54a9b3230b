package io.tocsin.storage.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The database's time: asked for now and then, counted on in between by ticks that do not jump. So
 * machines whose clocks differ agree when a lease has ended. It is off by half of the answer's way
 * at most, and an answer that took long is not taken. While the database cannot be asked it is
 * counted on. Safe for many threads.
 */
final class DatabaseClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final Duration SLOWEST = Duration.ofMillis(500);
  private static final int TRIES = 5;

  private final SqlConnections sql;
  private final LongSupplier ticks;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Reading last;

  /**
   * @param ticks nanoseconds that only grow, as of {@link System#nanoTime}
   */
  DatabaseClock(SqlConnections sql, LongSupplier ticks) {
    this.sql = sql;
    this.ticks = ticks;
  }

  private record Reading(Instant at, long tick) {
    Instant plus(long now) {
      return at.plusNanos(now - tick);
    }
  }

  /** A DataAccessException where the database was never reached. */
  @Override
  public Instant instant() {
    long now = ticks.getAsLong();
    Reading reading = last;
    if (reading == null) {
      return first().plus(ticks.getAsLong());
    }
    if (now - reading.tick() > KEPT.toNanos() && asking.tryLock()) {
      try {
        reading = again(reading);
      } finally {
        asking.unlock();
      }
    }
    return reading.plus(ticks.getAsLong());
  }

  private Reading first() {
    asking.lock();
    try {
      Reading known = last;
      for (int i = 0; known == null && i < TRIES; i++) {
        known = ask();
      }
      if (known == null) {
        throw new DataAccessResourceFailureException(
            "the database takes longer than " + SLOWEST.toMillis() + " ms to say its time");
      }
      last = known;
      return known;
    } finally {
      asking.unlock();
    }
  }

  private Reading again(Reading before) {
    try {
      Reading fresh = ask();
      if (fresh != null) {
        last = fresh;
        return fresh;
      }
    } catch (DataAccessException e) {
      LOG.info("The database's time is counted on: {}", e.getMostSpecificCause().getMessage());
    }
    // Asked again after a while, not by every caller.
    Reading counted = new Reading(before.plus(ticks.getAsLong()), ticks.getAsLong());
    last = counted;
    return counted;
  }

  /** Null where the answer took too long to be worth something. */
  private @Nullable Reading ask() {
    long before = ticks.getAsLong();
    Instant said =
        sql.read()
            .sql("SELECT clock_timestamp()")
            .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .single();
    long took = ticks.getAsLong() - before;
    return took > SLOWEST.toNanos() ? null : new Reading(said, before + took / 2);
  }
}
