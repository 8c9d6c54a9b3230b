package io.tocsin.model.signal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bell between threads of one process, with one listener. Many rings before it looks are one. */
public final class LocalBell implements Bell {
  private final Semaphore rung = new Semaphore(0);

  @Override
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  @Override
  public void await(Duration wait) throws InterruptedException {
    if (rung.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      rung.drainPermits();
    }
  }
}
