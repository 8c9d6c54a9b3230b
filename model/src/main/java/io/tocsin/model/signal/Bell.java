package io.tocsin.model.signal;

import java.time.Duration;

/**
 * Rings once a batch after signals were posted. A ring may be lost; the listener sweeps as well.
 */
public interface Bell {
  void ring();

  /** Returns when it rang since the last call, or after {@code wait}. */
  void await(Duration wait) throws InterruptedException;
}
