package io.tocsin.web.incidents;

import io.tocsin.model.TenantId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What one open page has yet to be told. Changes of one incident are told once, so a slow page
 * costs no more than the incidents it lists.
 */
final class LivePage implements AutoCloseable {
  /** Beyond it the page is told to load itself again: a zero among the numbers. */
  private static final int MAX_WAITING = 200;

  static final long EVERYTHING = 0;

  private final TenantId tenant;
  private final Consumer<LivePage> closed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Set<Long> waiting = new LinkedHashSet<>();
  private boolean open = true;

  LivePage(TenantId tenant, Consumer<LivePage> closed) {
    this.tenant = tenant;
    this.closed = closed;
  }

  TenantId tenant() {
    return tenant;
  }

  void offer(long number) {
    lock.lock();
    try {
      if (waiting.size() >= MAX_WAITING) {
        waiting.clear();
        waiting.add(EVERYTHING);
      } else if (!waiting.contains(EVERYTHING)) {
        waiting.add(number);
      }
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Numbers of changed incidents; empty after {@code wait} without one, or when closed. */
  List<Long> take(Duration wait) throws InterruptedException {
    long nanos = wait.toNanos();
    lock.lock();
    try {
      while (waiting.isEmpty() && open && nanos > 0) {
        nanos = news.awaitNanos(nanos);
      }
      List<Long> numbers = List.copyOf(waiting);
      waiting.clear();
      return numbers;
    } finally {
      lock.unlock();
    }
  }

  boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      open = false;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    closed.accept(this);
  }
}
