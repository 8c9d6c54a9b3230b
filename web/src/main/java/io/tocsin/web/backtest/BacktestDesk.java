package io.tocsin.web.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.BacktestReport;
import io.tocsin.model.backtest.Backtests;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs backtests, one at a time for the whole server, and keeps each tenant's last one. */
@Component
class BacktestDesk {
  private static final Logger LOG = LoggerFactory.getLogger(BacktestDesk.class);

  static final String BROKE_OFF = "it failed; the server's log says why";

  private final Backtests backtests;
  private final Map<TenantId, BacktestRun> last = new HashMap<>();
  private long number;
  private @Nullable BacktestRun current;
  private @Nullable Thread worker;

  BacktestDesk(Backtests backtests) {
    this.backtests = backtests;
  }

  /** Empty where another one is under way. */
  synchronized Optional<BacktestRun> start(BacktestQuery query) {
    if (current != null && current.running()) {
      return Optional.empty();
    }
    BacktestRun run = BacktestRun.of(++number, query);
    now(run);
    worker = Thread.ofPlatform().name("tocsin-backtest").daemon().start(() -> work(query));
    return Optional.of(run);
  }

  private void work(BacktestQuery query) {
    // Whatever ends it, also an error of the JVM: the next one may begin.
    UnaryOperator<BacktestRun> end = run -> run.failed(BROKE_OFF);
    try {
      BacktestReport report = backtests.run(query, progress -> update(run -> run.at(progress)));
      end = run -> run.done(report);
    } catch (IllegalArgumentException e) {
      end = run -> run.failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("A backtest failed", e);
    } finally {
      update(end);
    }
  }

  private synchronized void update(UnaryOperator<BacktestRun> next) {
    now(next.apply(Objects.requireNonNull(current)));
  }

  private void now(BacktestRun run) {
    current = run;
    last.put(run.query().tenant(), run);
  }

  /** Returns when the one that was started last has ended. */
  void awaitEnd() throws InterruptedException {
    Thread started;
    synchronized (this) {
      started = worker;
    }
    if (started != null) {
      started.join();
    }
  }

  synchronized Optional<BacktestRun> of(TenantId tenant) {
    return Optional.ofNullable(last.get(tenant));
  }

  @PreDestroy
  synchronized void end() {
    if (worker != null) {
      worker.interrupt();
    }
  }
}
