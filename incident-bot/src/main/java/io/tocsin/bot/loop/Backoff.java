package io.tocsin.bot.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long a channel or a tracker is left alone that said "not now": {@code first * 2^(failures -
 * 1)}, at most {@code longest}, of which a half to all by chance, so that many bots do not come
 * back together. What it asks for is waited at least, and up to a tenth more.
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * @param failures in a row, from 1
   * @param asked by it; null where it did not
   */
  public Duration after(int failures, @Nullable Duration asked) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration own = doubled.compareTo(longest) > 0 ? longest : doubled;
    Duration jittered = part(own, 0.5 + random.nextDouble() / 2);
    if (asked == null || asked.compareTo(jittered) <= 0) {
      return jittered;
    }
    return asked.plus(part(asked, random.nextDouble() / 10));
  }

  private static Duration part(Duration of, double share) {
    return Duration.ofNanos((long) (of.toNanos() * share));
  }
}
