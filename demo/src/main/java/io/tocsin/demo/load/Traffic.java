package io.tocsin.demo.load;

import io.tocsin.demo.load.BankClient.Caller;
import io.tocsin.demo.plan.Plan;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The everyday: a steady stream of operations that all go well, over every desk that can also fail.
 * Its pace does not depend on how fast the bank answers, as long as it answers at all.
 */
public final class Traffic implements AutoCloseable {
  private static final int CUSTOMERS = 12;

  /** Each asks this often: thirty operations a second in all. */
  private static final int LINES = 3;

  private static final Duration PACE = Duration.ofMillis(100);
  private static final BigDecimal FUNDS = new BigDecimal("1000000.00");
  private static final BigDecimal ENDLESS = new BigDecimal("1000000000000");

  private final BankClient bank;
  private final Random opening;
  private final List<Caller> customers = new ArrayList<>();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicInteger references = new AtomicInteger();
  private final List<Thread> lines = new ArrayList<>();

  /** Read by who asks the bank, written by who holds everybody back; the fair one lets it. */
  private final ReadWriteLock open = new ReentrantReadWriteLock(true);

  private volatile boolean stopped;

  /**
   * @param seed apart from the plan's draws, which it does not disturb
   */
  public Traffic(BankClient bank, long seed) {
    this.bank = bank;
    this.opening = new Random(~seed);
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(Caller.of(Plan.account(opening), "T%03d".formatted(opening.nextInt(1_000))));
    }
    for (int i = 0; i < LINES; i++) {
      Everyday everyday =
          new Everyday(
              bank, customers, new Random(opening.nextLong()), references::incrementAndGet);
      lines.add(Thread.ofPlatform().name("traffic-" + i).daemon().unstarted(() -> run(everyday)));
    }
  }

  /** Opens the accounts and begins. */
  public void start() throws IOException, InterruptedException {
    Caller branch = customers.getFirst();
    String product = Everyday.PRODUCT;
    bank.ask("products", branch, Map.of("code", product, "basisPoints", 25));
    bank.ask("tariffs", branch, Map.of("code", product, "leastCents", 15, "micros", 900));
    bank.ask("rates", branch, Map.of("currency", "EUR", "rate", new BigDecimal("7.84")));
    bank.ask("rates", branch, Map.of("currency", "USD", "rate", new BigDecimal("7.12")));
    bank.ask("tiers", branch, Map.of("product", product, "upTo", ENDLESS, "percent", 2));
    for (Caller customer : customers) {
      String reference = "opening-" + references.incrementAndGet();
      bank.ask(
          "deposits",
          customer,
          Map.of("amount", FUNDS, "reference", reference, "memo", "opening/branch"));
      bank.ask("limits", customer, Map.of("amount", 50_000, "currency", "CNY"));
    }
    lines.forEach(Thread::start);
  }

  public long done() {
    return done.get();
  }

  /** Operations that the bank could not do; none while it runs undisturbed. */
  public long failed() {
    return failed.get();
  }

  /** Lets what was asked be answered, and nothing more be asked before it is resumed. */
  public void hold() {
    open.writeLock().lock();
  }

  /** By the thread that held it. */
  public void resume() {
    open.writeLock().unlock();
  }

  private void run(Everyday everyday) {
    long next = System.nanoTime();
    while (!stopped) {
      try {
        open.readLock().lockInterruptibly();
        try {
          everyday.operate();
          done.incrementAndGet();
        } catch (IOException e) {
          failed.incrementAndGet();
        } finally {
          open.readLock().unlock();
        }
        next = Math.max(next + PACE.toNanos(), System.nanoTime());
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** It may never have begun: the bank may refuse to open the accounts. */
  @Override
  public void close() {
    stopped = true;
    lines.forEach(Thread::interrupt);
    try {
      for (Thread line : lines) {
        if (line.getState() != Thread.State.NEW) {
          line.join(Duration.ofSeconds(2));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
