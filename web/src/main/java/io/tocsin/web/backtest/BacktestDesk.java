package io.tocsin.web.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.backtest.BacktestQuery;
import io.tocsin.model.backtest.Backtests;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs backtests, one at a time for the whole server, and keeps each tenant's last one. */
@Component
class BacktestDesk {
  private static final Logger LOG = LoggerFactory.getLogger(BacktestDesk.class);

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
    BacktestRun run = new BacktestRun(++number, query);
    current = run;
    last.put(query.tenant(), run);
    worker = Thread.ofPlatform().name("tocsin-backtest").daemon().start(() -> work(run));
    return Optional.of(run);
  }

  private void work(BacktestRun run) {
    try {
      run.done(backtests.run(run.query(), run::at));
    } catch (IllegalArgumentException e) {
      run.failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("A backtest failed", e);
      run.failed("it failed; the server's log says why");
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
