package io.tocsin.bot.loop;

import io.tocsin.model.Health;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that looks at the same things again and again; what fails is told and tried again. */
public final class Sweeping {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);

  private final String name;
  private final Duration every;
  private final Runnable look;
  private final Says says;
  private final LoopEnd end = new LoopEnd();
  private @Nullable Thread thread;
  private volatile @Nullable String trouble;

  /**
   * What its health says.
   *
   * @param off while it does not run
   * @param well while it works
   * @param failing before the reason
   */
  public record Says(String off, String well, String failing) {}

  /**
   * @param name of the thread
   * @param look one look, in that thread
   */
  public Sweeping(String name, Duration every, Runnable look, Says says) {
    this.name = name;
    this.every = every;
    this.look = look;
    this.says = says;
  }

  public void start() {
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  private void run() {
    do {
      try {
        look.run();
        trouble = null;
      } catch (RuntimeException e) {
        trouble = e.toString();
        LOG.warn("{} tries again in {}", name, every, e);
      }
    } while (!end.await(every));
  }

  public Health health() {
    Thread running = thread;
    if (running == null || !running.isAlive()) {
      return Health.down(says.off());
    }
    String why = trouble;
    return why == null ? Health.up(says.well()) : Health.degraded(says.failing() + ": " + why);
  }

  /** Lets the look in hand end. */
  public void stop() {
    end.say();
    end.join(thread);
  }
}
