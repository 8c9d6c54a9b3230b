package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Lane;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases segments that every required reader is past, on a thread of its own, as deleting a large
 * file takes a while. While the duplicate window still needs a segment's digests they are written
 * to a keys file first.
 */
final class Retirement {
  private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

  /** Keys files go at most this long after their time. */
  private static final Duration ROUND = Duration.ofSeconds(60);

  private static final Duration SQUEEZE = Duration.ofSeconds(1);

  private static final int WINDOW_BYTES = 64 * 1_024;

  private final Disk disk;
  private final Recovery.Recovered log;
  private final Admission admission;
  private final InstantSource clock;
  private final Mishaps mishaps;
  private @Nullable Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Set<Lane> crowded = EnumSet.noneOf(Lane.class);
  private final Pace<Lane> squeezes = new Pace<>(SQUEEZE);
  private final Pace<String> rounds = new Pace<>(ROUND);
  private final Semaphore turn = new Semaphore(1);
  private boolean awake = true;
  private boolean closing;

  Retirement(
      Disk disk,
      Recovery.Recovered log,
      Admission admission,
      InstantSource clock,
      Mishaps mishaps) {
    this.disk = disk;
    this.log = log;
    this.admission = admission;
    this.clock = clock;
    this.mishaps = mishaps;
  }

  /**
   * @param roll begins a new segment in a partition, soon
   */
  void start(Consumer<Partition> roll) {
    thread = Thread.ofPlatform().daemon().name("tocsin-log-retire").start(() -> run(roll));
  }

  /** A reader has moved on, or a segment ended. */
  void wake() {
    lock.lock();
    try {
      awake = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A lane refuses. The segments that are being filled end, as only then they can be released, but
   * not more often than makes sense.
   */
  void squeeze(Lane lane) {
    lock.lock();
    try {
      crowded.add(lane);
    } finally {
      lock.unlock();
    }
    wake();
  }

  /** From when this returns nothing is deleted, until {@link #resume}. By one at a time. */
  void hold() {
    turn.acquireUninterruptibly();
  }

  void resume() {
    turn.release();
    wake();
  }

  void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Consumer<Partition> roll) {
    while (awaitWork()) {
      if (!turn.tryAcquire()) {
        continue;
      }
      try {
        round(roll);
      } catch (RuntimeException | Error e) {
        mishaps.add("the release of read segments failed", e);
      } finally {
        turn.release();
      }
    }
  }

  private void round(Consumer<Partition> roll) {
    for (Partition partition : log.partitions()) {
      try {
        retire(partition);
      } catch (IOException e) {
        LOG.warn("partition {}: a segment stays for now: {}", partition.number(), e.toString());
      } catch (RuntimeException e) {
        mishaps.add("partition " + partition.number() + ": a segment stays for now", e);
      }
    }
    squeezeCrowded(roll);
    if (rounds.isDue("keys")) {
      expireKeys();
    }
  }

  private boolean awaitWork() {
    lock.lock();
    try {
      if (!awake && !closing) {
        boolean signalled = work.await(ROUND.toSeconds(), TimeUnit.SECONDS);
        LOG.trace("woken by a signal: {}", signalled);
      }
      awake = false;
      return !closing;
    } catch (InterruptedException e) {
      LOG.debug("nobody should interrupt the log's retirement", e);
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private void retire(Partition partition) throws IOException {
    for (Segment segment : partition.segments()) {
      if (!segment.isSealed() || partition.isNewest(segment) || !isRead(partition, segment)) {
        return;
      }
      keepKeys(partition, segment);
      boolean counted = keepCounts();
      partition.remove(segment);
      try {
        discard(segment);
        if (!counted) {
          keepCounts();
        }
      } catch (IOException | RuntimeException e) {
        partition.putBack(segment);
        throw e;
      }
      admission.release(log.laneOf(partition), segment);
    }
  }

  private boolean isRead(Partition partition, Segment segment) {
    return log.readers().allPast(partition.number(), segment.extent().next());
  }

  private void discard(Segment segment) throws IOException {
    if (segment.isSuspect()) {
      log.setAside().keep(segment.name());
    } else {
      disk.delete(segment.name());
    }
  }

  private void keepKeys(Partition partition, Segment segment) {
    if (isExpired(segment.newestNanos())) {
      return;
    }
    try {
      String name = FileNames.keys(partition.number(), segment.header().first());
      KeysFile.write(disk, name, keysOf(segment));
    } catch (IOException e) {
      // Deleting a segment is what gives a full disk its space back, so it goes all the same.
      LOG.warn(
          "requests sent again may count twice after a restart within {}: {}",
          log.window().windowNanos() / 1_000_000_000 + " s",
          e.toString());
    }
  }

  /** False where a full disk does not take them: then releasing a segment comes first. */
  private boolean keepCounts() {
    try {
      log.counts().save(disk);
      return true;
    } catch (IOException e) {
      LOG.warn("counts of records stay old for now: {}", e.toString());
      return false;
    }
  }

  private List<KeysFile.Kept> keysOf(Segment segment) throws IOException {
    List<KeysFile.Kept> keys = new ArrayList<>();
    try (EntryFile file =
        new EntryFile(disk.open(segment.name()), log.identity().mark(), WINDOW_BYTES)) {
      long limit = segment.extent().bytes();
      long at = SegmentHeader.BYTES;
      while (at < limit) {
        EntryHeader entry = file.header(at, limit);
        if (entry == null) {
          at = file.nextMark(at + 1, limit);
          continue;
        }
        TenantId tenant = file.tenant(at, entry);
        if (tenant != null) {
          DuplicateWindow.Key key = new DuplicateWindow.Key(tenant, entry.digest());
          keys.add(new KeysFile.Kept(key, entry.parts(), entry.appendedNanos()));
        }
        at += entry.length();
      }
    }
    return keys;
  }

  private boolean isExpired(long nanos) {
    return Clock.nanos(clock) - nanos > log.window().windowNanos();
  }

  private void squeezeCrowded(Consumer<Partition> roll) {
    Set<Lane> lanes;
    lock.lock();
    try {
      lanes = Set.copyOf(crowded);
      crowded.clear();
    } finally {
      lock.unlock();
    }
    for (Lane lane : lanes) {
      if (squeezes.isDue(lane)) {
        log.partitions().stream().filter(p -> log.laneOf(p) == lane).forEach(roll);
      }
    }
  }

  private void expireKeys() {
    try {
      for (String name : disk.list()) {
        if (FileNames.keysOf(name).isPresent() && isExpired(KeysFile.newestNanos(disk, name))) {
          disk.delete(name);
        }
      }
    } catch (IOException e) {
      LOG.warn("old keys stay for now: {}", e.toString());
    }
  }
}
