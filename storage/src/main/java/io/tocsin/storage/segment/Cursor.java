package io.tocsin.storage.segment;

import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Position;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * One reader's place in one partition. Damage that it meets is told, counted as a gap and stepped
 * over: the next intact entry is found by its mark.
 */
final class Cursor implements Closeable {
  private static final int WINDOW_BYTES = 64 * 1_024;

  /** A file that fails this often at one place is damaged; before that the trouble may pass. */
  private static final int MAX_FAILURES = 3;

  private final Disk disk;
  private final LogIdentity identity;
  private final Partition partition;
  private final ReaderState state;
  private final Damage damage;
  private long next;
  private @Nullable Segment segment;
  private @Nullable EntryFile file;
  private long at;
  private int failures;

  Cursor(Disk disk, LogIdentity identity, Partition partition, ReaderState state, Damage damage) {
    this.disk = disk;
    this.identity = identity;
    this.partition = partition;
    this.state = state;
    this.damage = damage;
    this.next = state.held().next(partition.number());
  }

  void moveTo(long offset) {
    close();
    next = offset;
    failures = 0;
  }

  /** The next durable entry; null where there is none yet. */
  @Nullable LogEntry read() throws IOException {
    try {
      LogEntry entry = step();
      failures = 0;
      return entry;
    } catch (IOException e) {
      Segment broken = segment;
      close();
      if (++failures < MAX_FAILURES || broken == null) {
        throw e;
      }
      tell(broken, e.toString());
      passTo(broken.end());
      return null;
    }
  }

  private @Nullable LogEntry step() throws IOException {
    while (true) {
      Segment current = segment;
      EntryFile in = file;
      if (current == null || in == null) {
        if (!enter()) {
          return null;
        }
        continue;
      }
      boolean sealed = current.isSealed();
      long limit = current.extent().bytes();
      if (at < limit) {
        LogEntry entry = entryAt(current, in, limit);
        if (entry != null) {
          return entry;
        }
      } else if (sealed) {
        close();
        passTo(current.end());
      } else {
        return null;
      }
    }
  }

  /** Opens the segment where the next entry is; false at the partition's end. */
  private boolean enter() throws IOException {
    Segment found = partition.at(next);
    if (found == null) {
      return false;
    }
    passTo(found.header().follows());
    next = Math.max(next, found.header().first());
    segment = found;
    try {
      file = new EntryFile(disk.open(found.name()), identity.mark(), WINDOW_BYTES);
      at = found.index().placeBefore(next);
    } catch (NoSuchFileException e) {
      segment = null;
      if (partition.at(next) == found) {
        tell(found, "somebody has deleted it");
        passTo(found.end());
      }
    }
    return true;
  }

  /** Null where the bytes at this place were stepped over. */
  private @Nullable LogEntry entryAt(Segment current, EntryFile in, long limit) throws IOException {
    EntryHeader header = in.header(at, limit);
    if (header == null) {
      tell(current, "no entry at byte " + at);
      at = in.nextMark(at + 1, limit);
      return null;
    }
    EntryFile.Body body = header.offset() < next ? null : in.body(at, header);
    if (body == null && header.offset() >= next) {
      tell(current, "broken entry at byte " + at);
    }
    at += header.length();
    if (body == null) {
      return null;
    }
    passTo(header.offset());
    next = header.offset() + 1;
    int routes = identity.routes();
    return new LogEntry(
        new Position(partition.number(), header.offset()),
        new Batch(
            body.tenant(),
            header.kind(),
            Lane.values()[partition.number() / routes],
            partition.number() % routes,
            header.records(),
            header.observedNanos(),
            body.payload()),
        header.taken());
  }

  /** What lies before {@code offset} and was not read is gone. */
  private void passTo(long offset) {
    if (next < offset) {
      state.gap(LogIdentity.batchesBetween(next, offset));
      next = offset;
    }
  }

  private void tell(Segment broken, String what) {
    if (broken.suspect()) {
      damage.found("segment " + broken.name() + ": " + what);
    }
  }

  /** Moves forward to where at most {@code limit} bytes are left to read. */
  void keepWithin(long limit) {
    long behind = 0;
    for (Segment each : partition.segments()) {
      behind += each.bytesFrom(next);
    }
    if (behind <= limit) {
      return;
    }
    long target = next;
    long skipped = 0;
    for (Segment each : partition.segments()) {
      long excess = behind - limit;
      if (excess <= 0) {
        break;
      }
      long from = Math.max(next, each.header().first());
      Segment.Extent extent = each.extent();
      long place = extent.bytes() - each.bytesFrom(next) + excess;
      target = Math.max(target, each.index().offsetFrom(place, extent.next()));
      skipped += each.entriesFrom(from) - each.entriesFrom(target);
      behind -= each.bytesFrom(from);
    }
    state.gap(skipped);
    moveTo(target);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
    file = null;
    segment = null;
  }
}
