package io.tocsin.bench.tickets;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does something bad to a bot, again and again: kills it, stops it for longer than its lease, cuts
 * it off from the database or the tracker. Each bot suffers one thing at a time, several may suffer
 * at once.
 */
final class Havoc implements AutoCloseable {
  /** What may happen to a bot. */
  enum Blow {
    KILLED,
    FROZEN,
    FROZEN_LONG,
    CUT_FROM_DATABASE,
    CUT_FROM_TRACKER
  }

  /** Between two blows, ms: a JVM takes a while to start. */
  private static final int SHORTEST_PEACE = 4_000;

  private static final int LONGER = 16_000;

  /** One that only starts is struck more rarely: on a busy machine none would ever get to work. */
  private static final int TIMES_SPARED = 6;

  private final Duration lease;
  private final Duration settled;
  private final Map<Blow, AtomicInteger> blows = new EnumMap<>(Blow.class);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  /**
   * @param lease of a row of the ledger
   * @param settled when somebody who took over sends again: a long freeze outlasts it
   */
  Havoc(Duration lease, Duration settled) {
    this.lease = lease;
    this.settled = settled;
    for (Blow blow : Blow.values()) {
      blows.put(blow, new AtomicInteger());
    }
  }

  void torment(BotProcess bot, long seed) {
    Random random = new Random(seed);
    threads.add(
        Thread.ofPlatform().daemon().name("havoc-" + seed).start(() -> torment(bot, random)));
  }

  private void torment(BotProcess bot, Random random) {
    try {
      while (pause(Duration.ofMillis(SHORTEST_PEACE + random.nextInt(LONGER)))) {
        if (!bot.alive()) {
          // It was started while it was cut off, and gave up.
          bot.start();
        } else if (bot.atWork() || random.nextInt(TIMES_SPARED) == 0) {
          strike(bot, random);
        }
      }
    } catch (InterruptedException e) {
      // Over.
    } catch (IOException e) {
      throw new IllegalStateException("a bot could not be tormented", e);
    }
  }

  private void strike(BotProcess bot, Random random) throws IOException, InterruptedException {
    double dice = random.nextDouble();
    long moment = lease.toMillis() * (110 + random.nextInt(90)) / 100;
    if (dice < 0.35) {
      count(Blow.KILLED);
      bot.kill();
      pause(Duration.ofMillis(random.nextInt(1_500)));
      bot.start();
    } else if (dice < 0.67) {
      count(Blow.FROZEN);
      freeze(bot, moment);
    } else if (dice < 0.71) {
      count(Blow.FROZEN_LONG);
      freeze(bot, settled.toMillis() + moment);
    } else {
      boolean fromDatabase = dice < 0.85;
      count(fromDatabase ? Blow.CUT_FROM_DATABASE : Blow.CUT_FROM_TRACKER);
      Cable cable = fromDatabase ? bot.database() : bot.tracker();
      if (random.nextBoolean()) {
        cable.silence();
      } else {
        cable.tear();
      }
      pause(Duration.ofMillis(moment));
      cable.mend();
    }
  }

  private void freeze(BotProcess bot, long millis) throws IOException, InterruptedException {
    bot.freeze();
    pause(Duration.ofMillis(millis));
    bot.thaw();
  }

  private void count(Blow blow) {
    blows.getOrDefault(blow, new AtomicInteger()).incrementAndGet();
  }

  /** False where it is over; what was begun is still undone. */
  private boolean pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (!over && System.nanoTime() - end < 0) {
      Thread.sleep(50);
    }
    return !over;
  }

  Map<Blow, AtomicInteger> blows() {
    return blows;
  }

  /** Waits until what was begun is undone. */
  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
