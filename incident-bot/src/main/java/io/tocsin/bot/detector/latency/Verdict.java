package io.tocsin.bot.detector.latency;

import org.jspecify.annotations.Nullable;

/** What an endpoint's newest step says of it. */
sealed interface Verdict {
  /** Too little is known. */
  record Learning(int steps) implements Verdict {}

  record Steady(int baseline) implements Verdict {}

  /**
   * @param before version that it is held against; null: its own past
   */
  record Slow(Comparison.Slower slower, @Nullable Line before, int peers) implements Verdict {}
}
