package io.tocsin.agent.context;

import org.jspecify.annotations.Nullable;

/**
 * The last context of each thread. It is set when a context is attached and kept when its scope
 * closes, since a handler of uncaught exceptions runs after that; of nested contexts the inner one
 * stays, which is where the exception came from. A task without a span on a pooled thread finds the
 * context of the task before: that is why the time of the last close is kept too.
 */
public final class LastContexts {
  private final ThreadLocal<Slot> slots =
      new ThreadLocal<Slot>() {
        @Override
        protected Slot initialValue() {
          return new Slot();
        }
      };

  private final long maxAgeNanos;

  public LastContexts(long maxAgeMillis) {
    this.maxAgeNanos = maxAgeMillis * 1_000_000L;
  }

  /**
   * Only its own thread reads it; a scope closed on another thread at worst makes the age wrong.
   */
  static final class Slot {
    private final Thread owner = Thread.currentThread();
    private @Nullable Object context;
    private @Nullable SpanReader reader;
    private boolean left;
    private long leftNanos;

    void entered(Object attached, SpanReader readerOfIt) {
      context = attached;
      reader = readerOfIt;
      left = false;
    }

    /** A mark is a time on its own thread; a scope may be closed on another one. */
    boolean isOfThisThread() {
      return owner == Thread.currentThread();
    }

    void left() {
      leftNanos = System.nanoTime();
      left = true;
    }
  }

  Slot slot() {
    return slots.get();
  }

  /**
   * Of the calling thread.
   *
   * @return null where it had no span, or left it longer ago than the limit
   */
  public @Nullable Recalled recall() throws ReflectiveOperationException {
    Slot slot = slots.get();
    Object context = slot.context;
    SpanReader reader = slot.reader;
    if (context == null || reader == null) {
      return null;
    }
    long age = slot.left ? System.nanoTime() - slot.leftNanos : 0;
    return age > maxAgeNanos ? null : reader.read(context, age);
  }
}
