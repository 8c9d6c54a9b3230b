package io.tocsin.storage.turn;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who writes or searches holds what others wait for: the turn to write, locks of rows, the lock of
 * an index. A thread with a low priority would hold it for as long as it waits for a processor, so
 * a thread with the usual one does it in its place. (Priority inversion: Lampson and Redell, CACM
 * 1980.)
 */
public final class Deputies implements AutoCloseable {
  /** As many as there are threads with a low priority. */
  private static final int THREADS = 2;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform()
              .name("tocsin-deputy-", 0)
              .priority(Thread.NORM_PRIORITY)
              .daemon()
              .factory(),
          // Once they have ended, each does its work itself.
          (late, pool) -> late.run());

  /**
   * Threads begin with their maker's nice value, and only root may lower one: so they are made
   * here, by whoever assembles the server, and not when they are first needed.
   */
  public Deputies() {
    threads.prestartAllCoreThreads();
  }

  /** In the calling thread, unless that may have to wait for a processor. */
  public <T> T run(Supplier<T> work) {
    if (Thread.currentThread().getPriority() >= Thread.NORM_PRIORITY) {
      return work.get();
    }
    try {
      return CompletableFuture.supplyAsync(work, threads).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
