package io.tocsin.storage.segment;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes segments. All that came while it forced is the next group: written,
 * then a force of each file that changed, then everybody is told.
 */
final class Committer {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  /** A disk that takes more at once gains little by it. */
  private static final int MAX_FORCES = 8;

  private final List<Partition> partitions;
  private final long groupWaitNanos;
  private final Consumer<List<PendingAppend>> settled;
  private final Runnable rolled;
  private final Mishaps mishaps;
  private final Thread thread;
  private final ExecutorService forces;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Set<Partition> toRoll = new LinkedHashSet<>();
  private List<PendingAppend> queue = new ArrayList<>();
  private boolean closing;
  private volatile @Nullable String trouble;
  private final LongAdder failures = new LongAdder();

  /**
   * @param settled is told each group when every part is on disk or has failed, before the callers
   * @param rolled is told when a requested roll was done
   */
  Committer(
      List<Partition> partitions,
      Duration groupWait,
      Consumer<List<PendingAppend>> settled,
      Runnable rolled,
      Mishaps mishaps) {
    this.partitions = partitions;
    this.groupWaitNanos = groupWait.toNanos();
    this.settled = settled;
    this.rolled = rolled;
    this.mishaps = mishaps;
    this.forces =
        Executors.newFixedThreadPool(
            Math.min(partitions.size(), MAX_FORCES),
            Thread.ofPlatform().daemon().name("tocsin-log-force-", 0).factory());
    this.thread = Thread.ofPlatform().daemon().name("tocsin-log-commit").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** To be called before {@link #close}, which waits for what was submitted. */
  void submit(PendingAppend append) {
    lock.lock();
    try {
      queue.add(append);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Begins a new segment in that partition, soon. */
  void roll(Partition partition) {
    lock.lock();
    try {
      toRoll.add(partition);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What the disk said when it last refused; null since it last took something. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Commits of which some part failed. */
  long failures() {
    return failures.sum();
  }

  private record Work(List<PendingAppend> appends, List<Partition> rolls, boolean last) {}

  private void run() {
    boolean last = false;
    while (!last) {
      Work next = take();
      last = next.last();
      try {
        work(next);
      } catch (RuntimeException | Error e) {
        mishaps.add("the log's committer failed", e);
      }
    }
    partitions.forEach(Partition::seal);
    forces.shutdown();
  }

  private void work(Work next) {
    if (!next.appends().isEmpty()) {
      commit(next.appends());
    }
    next.rolls().forEach(this::rollNow);
  }

  private Work take() {
    lock.lock();
    try {
      while (queue.isEmpty() && toRoll.isEmpty() && !closing) {
        work.awaitUninterruptibly();
      }
      awaitCompany();
      Work next = new Work(queue, List.copyOf(toRoll), closing);
      queue = new ArrayList<>();
      toRoll.clear();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Gives others the time to join the group. */
  private void awaitCompany() {
    long left = queue.isEmpty() ? 0 : groupWaitNanos;
    try {
      while (left > 0 && !closing) {
        left = work.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      LOG.debug("nobody should interrupt the log's committer", e);
    }
  }

  private void commit(List<PendingAppend> group) {
    Set<Partition> touched = new LinkedHashSet<>();
    try {
      for (PendingAppend append : group) {
        for (Part part : append.parts()) {
          Partition partition = partitions.get(part.partition());
          touched.add(partition);
          partition.write(part);
        }
      }
      settle(List.copyOf(touched));
    } catch (RuntimeException | Error e) {
      mishaps.add("a commit failed", e);
      touched.forEach(partition -> partition.giveUp(new IOException(e)));
    } finally {
      tell(group);
    }
  }

  /** Whatever happened: a sender that is not told waits for ever. */
  private void tell(List<PendingAppend> group) {
    try {
      group.stream().flatMap(append -> append.parts().stream()).forEach(Committer::failUnsettled);
      note(group);
      settled.accept(group);
    } finally {
      group.forEach(PendingAppend::settle);
    }
  }

  /**
   * All forces at once: the file system puts them into one commit of its journal, which takes half
   * the time of one after the other.
   */
  private void settle(List<Partition> touched) {
    List<Future<?>> others =
        touched.subList(1, touched.size()).stream()
            .<Future<?>>map(partition -> forces.submit(partition::settle))
            .toList();
    try {
      touched.getFirst().settle();
    } finally {
      others.forEach(Committer::awaitEnd);
    }
    others.forEach(Committer::requireNoDefect);
  }

  private static void awaitEnd(Future<?> force) {
    while (!force.isDone()) {
      try {
        force.get();
      } catch (InterruptedException | ExecutionException e) {
        LOG.debug("a force ended, or nobody should interrupt the log's committer", e);
      }
    }
  }

  /** A disk's refusal is none: its partition has taken that in. */
  private static void requireNoDefect(Future<?> force) {
    if (force.state() == Future.State.FAILED) {
      throw new IllegalStateException(force.exceptionNow());
    }
  }

  private static void failUnsettled(Part part) {
    if (part.position() == null && part.failure() == null) {
      part.fail(new IOException("not written"));
    }
  }

  private void note(List<PendingAppend> group) {
    IOException failure =
        group.stream().flatMap(append -> append.failure().stream()).findFirst().orElse(null);
    if (failure == null) {
      trouble = null;
      return;
    }
    failures.increment();
    if (trouble == null) {
      LOG.error("the log's disk refused a commit; senders are told to try again", failure);
    }
    trouble = String.valueOf(failure.getMessage());
  }

  private void rollNow(Partition partition) {
    try {
      partition.roll();
    } catch (IOException e) {
      LOG.warn("partition {}: no new segment: {}", partition.number(), e.getMessage());
    } catch (RuntimeException e) {
      mishaps.add("partition " + partition.number() + ": a new segment failed", e);
    }
    rolled.run();
  }

  /** Commits what was submitted, then ends. */
  void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
