package io.tocsin.bot.incident;

import io.tocsin.bot.loop.LoopEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does the same to many, several at a time. */
final class AtOnce implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final @Nullable ExecutorService workers;

  /**
   * @param number one: in the calling thread
   * @param name of the threads, which get a number behind it
   */
  AtOnce(int number, String name) {
    workers =
        number == 1
            ? null
            : Executors.newFixedThreadPool(
                number, Thread.ofPlatform().name(name, 0).daemon().factory());
  }

  /** Begun in their order; what came of each, in the same order. */
  <T, R> List<R> each(List<T> all, Function<T, R> work) {
    if (workers == null || all.size() < 2) {
      return all.stream().map(work).toList();
    }
    return all.stream().map(one -> workers.submit(() -> work.apply(one))).toList().stream()
        .map(AtOnce::result)
        .toList();
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others decide", e);
    }
  }

  /** Waits for what was begun, not for ever, and interrupts nobody, as {@link LoopEnd} says why. */
  @Override
  public void close() {
    if (workers == null) {
      return;
    }
    workers.shutdown();
    try {
      workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
