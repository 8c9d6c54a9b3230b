package io.tocsin.storage.segment;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Keeps things from being done too often. Used by one thread. */
final class Pace<K> {
  private final long leastNanos;
  private final Map<K, Long> done = new HashMap<>();

  Pace(Duration least) {
    this.leastNanos = least.toNanos();
  }

  /** True at most once in that time, for each thing. */
  boolean isDue(K thing) {
    long now = System.nanoTime();
    Long last = done.get(thing);
    if (last != null && now - last < leastNanos) {
      return false;
    }
    done.put(thing, now);
    return true;
  }
}
