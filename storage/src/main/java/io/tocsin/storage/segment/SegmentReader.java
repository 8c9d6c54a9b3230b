package io.tocsin.storage.segment;

import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads urgent partitions first; among those of a lane it begins with another one each time. */
final class SegmentReader implements Reader {
  private final ReaderState state;
  private final List<Partition> partitions;
  private final List<Cursor> cursors;
  private final Counts counts;
  private final Arrivals arrivals;
  private final Runnable movedOn;
  private final SegmentLogConfig config;
  private final int routes;
  private int turn;
  private volatile boolean closed;

  /**
   * @param cursors one for each partition, in their order: a lane's are together, urgent ones first
   * @param movedOn is told after each commit
   */
  SegmentReader(
      ReaderState state,
      List<Partition> partitions,
      List<Cursor> cursors,
      Counts counts,
      int routes,
      Arrivals arrivals,
      Runnable movedOn,
      SegmentLogConfig config) {
    this.state = state;
    this.partitions = List.copyOf(partitions);
    this.cursors = List.copyOf(cursors);
    this.counts = counts;
    this.routes = routes;
    this.arrivals = arrivals;
    this.movedOn = movedOn;
    this.config = config;
  }

  @Override
  public Bookmark committed() {
    return state.committed();
  }

  @Override
  public void seek(Positions positions, Map<Flow, Long> seen) {
    requireOpen();
    counts.neverBelow(seen);
    for (Partition partition : partitions) {
      long offset = positions.next(partition.number());
      partition.neverBelow(offset);
      cursors.get(partition.number()).moveTo(offset);
    }
    state.moveTo(positions);
  }

  @Override
  public List<LogEntry> poll(int max, Duration wait) throws InterruptedException {
    requireOpen();
    if (max < 1) {
      throw new IllegalArgumentException("max: " + max + " (expected: at least 1)");
    }
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      long seen = arrivals.count();
      List<LogEntry> entries = read(max);
      if (!entries.isEmpty() || !arrivals.await(seen, deadline - System.nanoTime())) {
        return entries;
      }
    }
  }

  private List<LogEntry> read(int max) {
    List<LogEntry> entries = new ArrayList<>();
    long bytes = 0;
    turn++;
    for (int i = 0; i < cursors.size(); i++) {
      Cursor cursor = cursors.get(i / routes * routes + (i + turn) % routes);
      if (!state.isRequired()) {
        cursor.keepWithin(config.bestEffortLagBytes());
      }
      try {
        LogEntry entry = cursor.read();
        while (entry != null) {
          entries.add(entry);
          bytes += entry.batch().payload().length;
          if (entries.size() == max || bytes >= config.pollBytes()) {
            return entries;
          }
          entry = cursor.read();
        }
      } catch (IOException e) {
        if (entries.isEmpty()) {
          throw new UncheckedIOException("reader " + state.name() + ": " + e.getMessage(), e);
        }
        return entries;
      }
    }
    return entries;
  }

  @Override
  public void commit(Bookmark done) {
    requireOpen();
    Positions positions = done.positions();
    for (int partition : positions.nextOffsets().keySet()) {
      if (partition >= partitions.size()
          || positions.next(partition) > partitions.get(partition).furthestRead()) {
        throw new IllegalArgumentException(
            "reader " + state.name() + ": " + positions + " (expected: what was polled)");
      }
    }
    try {
      state.commit(done);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "reader " + state.name() + ": position not kept: " + e.getMessage(), e);
    }
    movedOn.run();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("reader " + state.name() + " is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        cursors.forEach(Cursor::close);
      } finally {
        // Where memory runs out, whoever tries again must not find it open.
        state.closeReader();
      }
    }
  }
}
