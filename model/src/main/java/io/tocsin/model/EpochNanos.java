package io.tocsin.model;

import java.time.Instant;

/** Instants as nanoseconds since the epoch, UTC: as telemetry carries them and stores keep them. */
public final class EpochNanos {
  private static final long PER_SECOND = 1_000_000_000L;

  private EpochNanos() {}

  /** What lies outside of 1677 to 2262 becomes the nearest end of it. */
  public static long of(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds >= Long.MAX_VALUE / PER_SECOND) {
      return Long.MAX_VALUE;
    }
    if (seconds <= Long.MIN_VALUE / PER_SECOND) {
      return Long.MIN_VALUE;
    }
    return seconds * PER_SECOND + instant.getNano();
  }

  public static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}
