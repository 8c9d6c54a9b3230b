package io.tocsin.web.backtest;

import io.tocsin.model.backtest.BacktestProgress;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one backtest is: what a page or an answer shows is of one moment, also while it goes on.
 *
 * @param report null while it runs, and where it failed
 * @param failure why it has no report; null where it has one, or will
 */
public record BacktestRun(
    long number,
    BacktestQuery query,
    BacktestProgress progress,
    @Nullable BacktestReport report,
    @Nullable String failure) {
  private static final int WHOLE = 100;

  static BacktestRun of(long number, BacktestQuery query) {
    return new BacktestRun(number, query, new BacktestProgress(0, query.from()), null, null);
  }

  BacktestRun at(BacktestProgress now) {
    return new BacktestRun(number, query, now, null, null);
  }

  BacktestRun done(BacktestReport result) {
    return new BacktestRun(number, query, progress, result, null);
  }

  BacktestRun failed(String because) {
    return new BacktestRun(number, query, progress, null, because);
  }

  public boolean running() {
    return report == null && failure == null;
  }

  /** How much of the time is played through. */
  public long percent() {
    Instant upTo = progress.upTo();
    double whole = Duration.between(query.from(), query.to()).toMillis();
    double part = Duration.between(query.from(), upTo).toMillis();
    return Math.clamp(Math.round(WHOLE * part / Math.max(1, whole)), 0, WHOLE);
  }
}
