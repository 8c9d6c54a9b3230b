package io.tocsin.web.assembly;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what the stores want done now and then: what is past its time to be kept goes. */
final class Upkeep implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final List<Runnable> chores;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tocsin-upkeep").factory());
  private volatile @Nullable String failure;

  Upkeep(List<Runnable> chores) {
    this.chores = List.copyOf(chores);
  }

  @Override
  public void start() {
    thread.scheduleWithFixedDelay(
        this::run, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    String failed = null;
    for (Runnable chore : chores) {
      try {
        chore.run();
      } catch (RuntimeException e) {
        LOG.warn("A chore failed; it is tried again in {}", EVERY, e);
        failed = String.valueOf(e.getMessage());
      }
    }
    failure = failed;
  }

  @Override
  public Health health() {
    String failed = failure;
    return failed == null
        ? Health.up("every " + EVERY.toMinutes() + " min")
        : Health.degraded("failed last time, is tried again: " + failed);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
