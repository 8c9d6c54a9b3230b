package io.tocsin.bot.backtest;

import java.time.Instant;
import java.time.InstantSource;

/** The time of the history. It never goes back. */
final class HistoryClock implements InstantSource {
  private Instant now;

  HistoryClock(Instant begin) {
    this.now = begin;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Instant to) {
    if (to.isAfter(now)) {
      now = to;
    }
  }
}
