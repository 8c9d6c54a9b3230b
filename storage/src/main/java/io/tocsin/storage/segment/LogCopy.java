package io.tocsin.storage.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A copy of a log at work, in a folder of its own, taken in two steps. The first notes how far each
 * reader is and keeps every segment from being released. Then the stores behind the readers are
 * copied: each holds at least what its reader had read. The second step copies the entries, up to
 * what is on disk by then: so everything that a store does not hold stands behind its reader's
 * position, and nothing that a store knows of is missing.
 */
public final class LogCopy implements Closeable {
  private final Disk disk;
  private final Recovery.Recovered log;
  private final Retirement retirement;
  private final Path into;
  private boolean held = true;

  private LogCopy(Disk disk, Recovery.Recovered log, Retirement retirement, Path into) {
    this.disk = disk;
    this.log = log;
    this.retirement = retirement;
    this.into = into;
  }

  static LogCopy begin(Disk disk, Recovery.Recovered log, Retirement retirement, Path into)
      throws IOException {
    retirement.hold();
    LogCopy copy = new LogCopy(disk, log, retirement, into);
    try {
      Files.createDirectories(into);
      log.readers().copyTo(into);
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /** Copies what is on disk now; segments are released again when this returns. */
  public void complete() throws IOException {
    try {
      // Before the entries: the copy may hold more than was counted, never less.
      Files.write(into.resolve(FileNames.COUNTS), log.counts().image());
      for (Partition partition : log.partitions()) {
        // Listed before any extent is looked at: all but the last are sealed by then, so no
        // segment in the copy follows one that was cut short.
        for (Segment segment : List.copyOf(partition.segments())) {
          boolean sealed = segment.isSealed();
          disk.copyTo(segment.name(), segment.extent().bytes(), sealed, into);
        }
      }
      for (String name : disk.list()) {
        if (FileNames.keysOf(name).isPresent()) {
          disk.copyTo(name, Long.MAX_VALUE, true, into);
        }
      }
      Files.write(
          into.resolve(FileNames.IDENTITY),
          SlotFile.image(LogIdentity.MAGIC, log.identity().body()));
    } finally {
      close();
    }
  }

  /** Segments may be released again; without {@link #complete} the copy is none. */
  @Override
  public void close() {
    if (held) {
      held = false;
      retirement.resume();
    }
  }
}
