package io.tocsin.storage.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts what many threads write at the same time into one transaction, where the database lets one
 * write at a time: they share its wait for the disk. Whoever comes first leads: it does what waits,
 * each within a savepoint of its own, so that what one of them does or fails to do is undone alone;
 * then the first of those that came meanwhile leads. (Group commit: DeWitt et al., SIGMOD 1984.)
 */
final class GroupCommit {
  /** Keeps the first of them from waiting long for the others' statements. */
  private static final int MOST_AT_ONCE = 32;

  private final JdbcClient writer;
  private final TransactionTemplate transactions;

  /** In the order in which they came; guarded by itself, as is {@link #led}. */
  private final Queue<Write<?>> waiting = new ArrayDeque<>();

  private boolean led;
  private volatile @Nullable Thread leader;

  GroupCommit(JdbcClient writer, TransactionTemplate transactions) {
    this.writer = writer;
    this.transactions = transactions;
  }

  /** On disk when this returns; an empty answer undoes what the work did. */
  <T> Optional<T> write(Function<JdbcClient, Optional<T>> work) {
    if (Thread.currentThread() == leader) {
      throw new IllegalStateException("a write within a write");
    }
    Write<T> mine = new Write<>(work);
    // Made before anything waits for it: leading must not end for want of memory.
    List<Write<?>> group = new ArrayList<>(MOST_AT_ONCE);
    if (!enter(mine)) {
      mine.toldToGoOn.acquireUninterruptibly();
    }
    if (!mine.ended) {
      lead(group);
    }
    return mine.answer();
  }

  /** True for whoever is to lead at once. */
  private boolean enter(Write<?> write) {
    synchronized (waiting) {
      waiting.add(write);
      boolean first = !led;
      led = true;
      return first;
    }
  }

  /** One transaction; the leader's own write is the first of it. */
  private void lead(List<Write<?>> group) {
    try {
      next(group);
      leader = Thread.currentThread();
      commit(group);
    } finally {
      leader = null;
      Write<?> leads = successor();
      group.forEach(Write::goOn);
      if (leads != null) {
        leads.goOn();
      }
    }
  }

  private void next(List<Write<?>> group) {
    synchronized (waiting) {
      while (group.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
        group.add(waiting.remove());
      }
    }
  }

  private @Nullable Write<?> successor() {
    synchronized (waiting) {
      led = !waiting.isEmpty();
      return waiting.peek();
    }
  }

  private void commit(List<Write<?>> group) {
    @Nullable Throwable lost = null;
    try {
      transactions.executeWithoutResult(status -> {
        for (Write<?> write : group) {
          write.attempt(status, writer);
        }
      });
    } catch (RuntimeException | Error e) {
      lost = e;
    }
    for (Write<?> write : group) {
      write.end(lost);
    }
  }

  /** Handed from thread to thread with {@link #goOn}. */
  private static final class Write<T> {
    private final Semaphore toldToGoOn = new Semaphore(0);
    private final Function<JdbcClient, Optional<T>> work;
    private Optional<T> result = Optional.empty();
    private @Nullable Throwable failure;
    private boolean ended;

    Write(Function<JdbcClient, Optional<T>> work) {
      this.work = work;
    }

    void attempt(TransactionStatus status, JdbcClient writer) {
      Object before = status.createSavepoint();
      try {
        result = work.apply(writer);
        if (result.isEmpty()) {
          status.rollbackToSavepoint(before);
        }
      } catch (RuntimeException | Error e) {
        failure = e;
        status.rollbackToSavepoint(before);
      }
      status.releaseSavepoint(before);
    }

    /** What failed alone keeps its own reason, whatever became of the others. */
    void end(@Nullable Throwable lost) {
      if (failure == null) {
        failure = lost;
      }
      ended = true;
    }

    /** It has ended, or is to lead. */
    void goOn() {
      toldToGoOn.release();
    }

    Optional<T> answer() {
      switch (failure) {
        case null -> {
          return result;
        }
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failure);
      }
    }
  }
}
