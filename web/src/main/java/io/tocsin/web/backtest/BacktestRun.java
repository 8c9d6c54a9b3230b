package io.tocsin.web.backtest;

import io.tocsin.model.backtest.BacktestProgress;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One backtest, while it runs and after. */
public final class BacktestRun {
  private static final int WHOLE = 100;

  private final long number;
  private final BacktestQuery query;
  private volatile BacktestProgress progress;
  private volatile @Nullable BacktestReport report;
  private volatile @Nullable String failure;

  BacktestRun(long number, BacktestQuery query) {
    this.number = number;
    this.query = query;
    this.progress = new BacktestProgress(0, query.from());
  }

  void at(BacktestProgress now) {
    progress = now;
  }

  void done(BacktestReport result) {
    report = result;
  }

  void failed(String because) {
    failure = because;
  }

  public long number() {
    return number;
  }

  public BacktestQuery query() {
    return query;
  }

  public BacktestProgress progress() {
    return progress;
  }

  /** Null while it runs, and where it failed. */
  public @Nullable BacktestReport report() {
    return report;
  }

  /** Why it has no report; null where it has one, or will. */
  public @Nullable String failure() {
    return failure;
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
