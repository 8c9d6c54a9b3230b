package io.tocsin.web.assembly;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether files have changed that are read without a restart. What cannot
 * be read changes nothing: what was in use stays, and the health says why.
 */
final class Reloading implements Component {
  /** Looks at a file, and takes over what has changed. */
  interface Reload {
    void look();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Map<String, Reload> reloads;
  private final Map<String, String> troubles = new TreeMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tocsin-reload").factory());

  /**
   * @param reloads by name, for people
   */
  Reloading(Map<String, Reload> reloads) {
    this.reloads = new LinkedHashMap<>(reloads);
  }

  @Override
  public void start() {
    thread.scheduleWithFixedDelay(
        this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  void look() {
    reloads.forEach((name, reload) -> {
      try {
        reload.look();
        told(name, null);
      } catch (RuntimeException e) {
        told(name, String.valueOf(e.getMessage()));
      }
    });
  }

  private void told(String name, @Nullable String trouble) {
    synchronized (troubles) {
      String before = trouble == null ? troubles.remove(name) : troubles.put(name, trouble);
      if (trouble != null && !trouble.equals(before)) {
        LOG.warn("{} not taken over, those before stay: {}", name, trouble);
      }
    }
  }

  @Override
  public Health health() {
    synchronized (troubles) {
      return troubles.isEmpty()
          ? Health.up("looks at " + String.join(", ", reloads.keySet()))
          : Health.degraded("not taken over, those before stay: " + troubles);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
