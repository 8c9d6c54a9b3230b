package io.tocsin.agent.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Spends processor time, then allocates, then waits for locks, each in three methods at about 5 : 3
 * : 2, and prints what each of them really took. Its one argument is how much of it all.
 */
public final class KnownShares {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int HALF = 0;
  private static final int THIRD = 1;
  private static final int FIFTH = 2;

  private static volatile long sink;
  private static volatile Object garbage;
  private static final Object MONITOR = new Object();
  private static final ReentrantLock LOCK = new ReentrantLock();

  private KnownShares() {}

  public static void main(String[] arguments) throws Exception {
    int much = Integer.parseInt(arguments[0]);
    burn(much);
    allocate(much);
    await(much);
    System.out.println("done");
    Thread.sleep(Long.MAX_VALUE);
  }

  /** 4 s of processor time for each unit; in an order that no sampling can be in step with. */
  private static void burn(int much) {
    long[] nanos = new long[3];
    Random random = new Random(1);
    for (long spent = 0; spent < much * 4_000_000_000L; ) {
      int which = pick(random);
      int rounds = 10_000 + random.nextInt(10_000);
      long before = THREADS.getCurrentThreadCpuTime();
      if (which == HALF) {
        halfCpu(rounds);
      } else if (which == THIRD) {
        thirdCpu(rounds);
      } else {
        fifthCpu(rounds);
      }
      long took = THREADS.getCurrentThreadCpuTime() - before;
      nanos[which] += took;
      spent += took;
    }
    print("cpu", nanos);
  }

  private static int pick(Random random) {
    int ten = random.nextInt(10);
    return ten < 5 ? HALF : ten < 8 ? THIRD : FIFTH;
  }

  private static void halfCpu(int rounds) {
    sink = spin(rounds);
  }

  private static void thirdCpu(int rounds) {
    sink = spin(rounds);
  }

  private static void fifthCpu(int rounds) {
    sink = spin(rounds);
  }

  private static long spin(int rounds) {
    long sum = rounds;
    for (int i = 0; i < rounds; i++) {
      for (int k = 1; k < 1_000; k++) {
        sum += sum * k ^ i;
      }
    }
    return sum;
  }

  private static void allocate(int much) {
    long[] bytes = new long[3];
    Random random = new Random(2);
    for (int i = 0; i < much * 100_000; i++) {
      int which = pick(random);
      // 16 bytes of header, in steps of 8.
      int size = 1_000 + 8 * random.nextInt(2_000);
      if (which == HALF) {
        halfAlloc(size - 16);
      } else if (which == THIRD) {
        thirdAlloc(size - 16);
      } else {
        fifthAlloc(size - 16);
      }
      bytes[which] += size;
    }
    print("alloc", bytes);
  }

  private static void halfAlloc(int length) {
    garbage = new byte[length];
  }

  private static void thirdAlloc(int length) {
    garbage = new byte[length];
  }

  private static void fifthAlloc(int length) {
    garbage = new byte[length];
  }

  private static void await(int much) throws Exception {
    long[] nanos = new long[3];
    // Many short waits: of one that is on when a recording is cut, the profile knows nothing.
    for (int i = 0; i < much * 150; i++) {
      nanos[HALF] += whileHeld(5, KnownShares::halfMonitor);
      nanos[THIRD] += whileHeld(3, KnownShares::thirdMonitor);
      nanos[FIFTH] += whileLocked(2, KnownShares::fifthLock);
    }
    print("lock", nanos);
  }

  private static void halfMonitor() {
    synchronized (MONITOR) {
      sink++;
    }
  }

  private static void thirdMonitor() {
    synchronized (MONITOR) {
      sink++;
    }
  }

  private static void fifthLock() {
    LOCK.lock();
    try {
      sink++;
    } finally {
      LOCK.unlock();
    }
  }

  private static long whileHeld(long millis, Runnable waiter) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    Thread holder =
        new Thread(() -> {
          synchronized (MONITOR) {
            held.countDown();
            rest(millis);
          }
        });
    return timed(holder, held, waiter);
  }

  private static long whileLocked(long millis, Runnable waiter) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    Thread holder =
        new Thread(() -> {
          LOCK.lock();
          try {
            held.countDown();
            rest(millis);
          } finally {
            LOCK.unlock();
          }
        });
    return timed(holder, held, waiter);
  }

  private static long timed(Thread holder, CountDownLatch held, Runnable waiter) throws Exception {
    holder.start();
    held.await();
    long before = System.nanoTime();
    waiter.run();
    long took = System.nanoTime() - before;
    holder.join();
    return took;
  }

  private static void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(String what, long[] measured) {
    System.out.println(
        "SHARES " + what + " " + measured[0] + " " + measured[1] + " " + measured[2]);
  }
}
