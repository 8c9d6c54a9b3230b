package io.tocsin.storage.segment;

import io.tocsin.model.log.LogStatus.ReaderStatus;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.ReaderSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Everybody who reads or has read this log. */
final class Readers implements Closeable {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final Disk disk;
  private final long epoch;
  private final Map<String, ReaderState> states = new ConcurrentSkipListMap<>();

  private Readers(Disk disk, long epoch) {
    this.disk = disk;
    this.epoch = epoch;
  }

  /** A reader whose positions are damaged begins again at the oldest entry. */
  static Readers load(Disk disk, long epoch, SetAside setAside) throws IOException {
    Readers readers = new Readers(disk, epoch);
    for (String file : disk.list()) {
      String name = FileNames.readerOf(file).orElse(null);
      if (name != null) {
        try {
          readers.states.put(name, ReaderState.load(disk, name, epoch));
        } catch (IOException e) {
          setAside.file(file, "positions of reader " + name + ": " + e.getMessage());
          readers.states.put(name, ReaderState.create(disk, name, epoch, true, Positions.NONE));
        }
      }
    }
    return readers;
  }

  /** Opens the reader of that name, a new one at {@code oldest}. */
  synchronized ReaderState open(ReaderSpec spec, Positions oldest) throws IOException {
    if (!NAME.matcher(spec.name()).matches()) {
      throw new IllegalArgumentException(
          "reader: " + spec.name() + " (expected: 1 to 63 of a-z, 0-9 and -)");
    }
    ReaderState state = states.get(spec.name());
    if (state == null) {
      state = ReaderState.create(disk, spec.name(), epoch, spec.required(), oldest);
      states.put(spec.name(), state);
    }
    if (!state.tryOpen()) {
      throw new IllegalStateException("reader " + spec.name() + " is open already");
    }
    state.require(spec.required());
    return state;
  }

  /**
   * Whether nobody needs what lies before that offset. A log that nobody reads keeps everything.
   */
  boolean allPast(int partition, long offset) {
    return offset <= leastRequired(partition);
  }

  /** How far the slowest required reader has come; -1 where there is none. */
  long leastRequired(int partition) {
    return required(partition).min().orElse(-1);
  }

  private LongStream required(int partition) {
    return states.values().stream()
        .filter(ReaderState::isRequired)
        .mapToLong(state -> state.held().next(partition));
  }

  /** The furthest that anybody has come: all before it was on disk once. */
  long furthest(int partition) {
    return states.values().stream()
        .mapToLong(state -> state.held().next(partition))
        .max()
        .orElse(0);
  }

  List<ReaderStatus> status(Collection<Partition> partitions) {
    return states.values().stream().map(state -> status(state, partitions)).toList();
  }

  private static ReaderStatus status(ReaderState state, Collection<Partition> partitions) {
    Positions held = state.held();
    long batches = 0;
    long bytes = 0;
    for (Partition partition : partitions) {
      long next = held.next(partition.number());
      for (Segment segment : partition.segments()) {
        batches += segment.entriesFrom(next);
        bytes += segment.bytesFrom(next);
      }
    }
    return new ReaderStatus(
        state.name(),
        state.isRequired(),
        state.isOpen(),
        batches,
        bytes,
        state.gaps(),
        state.gapBatches());
  }

  /** Writes where everybody is now into another folder. */
  void copyTo(Path folder) throws IOException {
    for (ReaderState state : states.values()) {
      Files.write(folder.resolve(FileNames.reader(state.name())), state.image());
    }
  }

  @Override
  public void close() {
    states.values().forEach(ReaderState::close);
  }
}
