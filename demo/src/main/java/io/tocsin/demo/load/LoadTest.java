package io.tocsin.demo.load;

import io.tocsin.demo.load.BankClient.Caller;
import io.tocsin.demo.plan.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Coloured load-test traffic beside the everyday: ten requests a second, each for several times the
 * work that a customer asks for. Who counted them as customers' would find their endpoints slow.
 */
public final class LoadTest implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(100);

  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Everyday everyday;
  private Thread line = Thread.currentThread();
  private volatile boolean stopped = true;

  public LoadTest(BankClient bank, long seed) {
    Random random = new Random(seed);
    Caller tester =
        Caller.ofLoadTest(Plan.account(random), "T%03d".formatted(random.nextInt(1_000)));
    this.everyday = Everyday.heavy(bank, tester, random);
  }

  /** Until it is closed; it may be started again after that. */
  public void start() {
    stopped = false;
    line = Thread.ofPlatform().name("load-test").daemon().start(this::run);
  }

  public long done() {
    return done.get();
  }

  /** Requests that the bank could not answer. */
  public long failed() {
    return failed.get();
  }

  private void run() {
    long next = System.nanoTime();
    while (!stopped) {
      try {
        everyday.compute();
        done.incrementAndGet();
      } catch (IOException e) {
        failed.incrementAndGet();
      } catch (InterruptedException e) {
        return;
      }
      next = Math.max(next + PACE.toNanos(), System.nanoTime());
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /**
   * Returns when its last request is answered, so that none meets a bank that is being replaced.
   */
  @Override
  public void close() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      line.join(Duration.ofSeconds(15));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
