package io.tocsin.storage.segment;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What no disk explains and no code of the log expects, as too little memory or a defect. The log's
 * threads go on behind it; health tells it until the next start, as nobody knows what it left.
 */
final class Mishaps {
  private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);

  private final LongAdder count = new LongAdder();
  private volatile @Nullable String last;

  /**
   * @param what went wrong, for people
   */
  void add(String what, Throwable because) {
    last = what + ": " + because;
    count.increment();
    LOG.error("{} in a way that it should not; the log goes on", what, because);
  }

  long count() {
    return count.sum();
  }

  /** Null where there was none. */
  @Nullable String last() {
    return last;
  }
}
