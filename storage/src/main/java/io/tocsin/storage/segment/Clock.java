package io.tocsin.storage.segment;

import java.time.Instant;
import java.time.InstantSource;

/** The log's clock in the unit of its files. */
final class Clock {
  private Clock() {}

  /** Nanoseconds since 1970. */
  static long nanos(InstantSource source) {
    Instant now = source.instant();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
