package io.tocsin.demo.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, stopped in reverse: once, whoever asks first, the end or a signal. */
final class Started implements AutoCloseable {
  private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();
  private boolean closed;

  /** Something that comes too late is stopped at once. */
  synchronized <T extends AutoCloseable> T keep(T part) {
    if (closed) {
      stop(part);
    } else {
      newestFirst.push(part);
    }
    return part;
  }

  synchronized boolean closed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!newestFirst.isEmpty()) {
      stop(newestFirst.pop());
    }
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      // The others must be stopped all the same.
      System.err.println("not stopped cleanly: " + e);
    }
  }
}
