package io.tocsin.storage.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A transaction holds what others wait for: the turn to write, locks of rows. That of a thread with
 * a low priority would hold it until such a thread gets a processor, so a thread with the usual one
 * does it in its place. (Priority inversion: Lampson and Redell, CACM 1980.)
 */
final class Deputies {
  private final Executor threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform()
              .name("tocsin-deputy-", 0)
              .priority(Thread.NORM_PRIORITY)
              .daemon()
              .factory());

  /** In the calling thread, unless that may have to wait for a processor. */
  <T> T run(Supplier<T> work) {
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
}
