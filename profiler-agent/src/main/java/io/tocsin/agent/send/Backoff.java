package io.tocsin.agent.send;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: {@code first · 2^failures}, at most {@code max}, times
 * a random 0.5 to 1, so that a fleet does not come back all at once. What the server asks for wins,
 * up to {@code max}.
 */
final class Backoff {
  private final long firstMillis;
  private final long maxMillis;
  private int failures;

  Backoff(long firstMillis, long maxMillis) {
    this.firstMillis = firstMillis;
    this.maxMillis = maxMillis;
  }

  void succeeded() {
    failures = 0;
  }

  /**
   * @param advisedMillis of Retry-After, or {@link Answer#NO_ADVICE}
   */
  long failed(long advisedMillis) {
    long doubled = Math.min(maxMillis, firstMillis << Math.min(failures, 20));
    failures++;
    if (advisedMillis >= 0) {
      return Math.min(maxMillis, advisedMillis);
    }
    return doubled / 2 + ThreadLocalRandom.current().nextLong(doubled / 2 + 1);
  }
}
