package io.tocsin.model.backtest;

import java.util.function.Consumer;

/** Plays history through the decisions of the bot. Files nothing, tells nobody, writes nothing. */
public interface Backtests {
  /**
   * Returns when it is done. Settings that are wrong, and times of which nothing is kept, are an
   * IllegalArgumentException. An interrupt ends it early, with what it has.
   *
   * @param progress told now and then
   */
  BacktestReport run(BacktestQuery query, Consumer<BacktestProgress> progress);
}
