package io.tocsin.storage.segment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The log's clock in the unit of its files. */
final class Clock {
  private Clock() {}

  /** A clock that starts at a time and runs with the ticks, whatever the machine's clock does. */
  static InstantSource steady(long startNanos, LongSupplier ticks) {
    long begin = ticks.getAsLong();
    return () -> Instant.ofEpochSecond(0, startNanos + ticks.getAsLong() - begin);
  }

  /** Nanoseconds since 1970. */
  static long nanos(InstantSource source) {
    Instant now = source.instant();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
