package io.tocsin.bot.incident;

import io.tocsin.model.incident.Incident;
import java.time.Duration;

/**
 * Which recurrences are worth a line of the timeline: an error storm must not bury it. Told are
 * those after a quiet time, and those with which the count passes a power of ten.
 */
final class Telling {
  private static final Duration QUIET = Duration.ofMinutes(10);

  private Telling() {}

  static boolean isWorthALine(Incident before, SignalGroup added) {
    if (Duration.between(before.lastSeen(), added.firstSeen()).compareTo(QUIET) >= 0) {
      return true;
    }
    long was = before.blast().occurrences();
    return magnitude(was + added.count()) > magnitude(was);
  }

  /** Digits of the number. */
  private static int magnitude(long number) {
    return Long.toString(number).length();
  }
}
