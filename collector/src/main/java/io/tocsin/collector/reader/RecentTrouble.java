package io.tocsin.collector.reader;

import io.tocsin.model.Health;
import org.jspecify.annotations.Nullable;

/** The last thing that went wrong without stopping anything; shown to people for a while. */
final class RecentTrouble {
  private static final long SHOWN_NANOS = 15 * 60_000_000_000L;
  private static final long LOG_EVERY_NANOS = 60_000_000_000L;

  private volatile @Nullable Noted last;
  private long lastLoggedNanos = System.nanoTime() - LOG_EVERY_NANOS - 1;

  private record Noted(String what, long atNanos) {}

  /** True where it is time to log one again: a thousand of a kind are one line a minute. */
  boolean note(String what) {
    long now = System.nanoTime();
    last = new Noted(what, now);
    if (now - lastLoggedNanos < LOG_EVERY_NANOS) {
      return false;
    }
    lastLoggedNanos = now;
    return true;
  }

  /** {@code health} as it is where that is not good, or nothing was noted lately. */
  Health shownIn(Health health) {
    Noted noted = last;
    return health.state() != Health.State.UP
            || noted == null
            || System.nanoTime() - noted.atNanos() > SHOWN_NANOS
        ? health
        : Health.degraded(noted.what());
  }
}
