package io.tocsin.web.assembly;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongPredicate;

/**
 * Waits for as long as something moves. A busy machine, or one that stands still for a while, takes
 * longer and fails nothing: what counts is how often one looked, not how late it is.
 */
final class Patience {
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Duration STANDSTILL = Duration.ofMinutes(5);

  private Patience() {}

  interface Measure {
    long now() throws IOException;
  }

  interface Condition {
    boolean holds() throws IOException;
  }

  /** Looks five times a second. */
  static void await(String what, Measure measured, LongPredicate enough) throws IOException {
    await(what, OFTEN, measured, enough);
  }

  /**
   * @param what is counted, for the message
   * @param measured any change of it is progress
   * @throws AssertionError once it has not changed for five minutes' worth of looks
   */
  static void await(String what, Duration pause, Measure measured, LongPredicate enough)
      throws IOException {
    long looks = STANDSTILL.dividedBy(pause);
    long last = measured.now();
    for (long still = 0; !enough.test(last); still++) {
      if (still == looks) {
        throw new AssertionError("%s: stands still at %d".formatted(what, last));
      }
      sleep(pause);
      long now = measured.now();
      if (now != last) {
        still = 0;
        last = now;
      }
    }
  }

  private static void sleep(Duration pause) throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** For what either is or is not: five minutes' worth of looks. */
  static void awaitTrue(String what, Condition condition) throws IOException {
    await(what, () -> condition.holds() ? 1 : 0, is -> is == 1);
  }
}
