package io.tocsin.bot.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a loop to end. Not by interrupting it: an interrupt closes the file channel that a store
 * happens to write.
 */
public final class LoopEnd {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CountDownLatch said = new CountDownLatch(1);

  public void say() {
    said.countDown();
  }

  public boolean said() {
    return said.getCount() == 0;
  }

  /** Pauses the loop, so that a failing store does not make it spin; true where it shall end. */
  public boolean await(Duration pause) {
    try {
      return said.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Waits for the loop's thread, not for ever; null where it never started. */
  public void join(@Nullable Thread loop) {
    try {
      if (loop != null) {
        loop.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
