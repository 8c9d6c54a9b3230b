package io.tocsin.bot;

import io.tocsin.model.signal.Bell;
import java.time.Duration;

/** Rings for two listeners, each of which waits at its own. */
record BothBells(Bell one, Bell other) implements Bell {
  @Override
  public void ring() {
    one.ring();
    other.ring();
  }

  @Override
  public void await(Duration wait) {
    throw new UnsupportedOperationException("await: each listener waits at its own bell");
  }
}
