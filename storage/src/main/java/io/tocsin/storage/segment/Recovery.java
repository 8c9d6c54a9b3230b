package io.tocsin.storage.segment;

import io.tocsin.model.log.Lane;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a log's folder, whatever state it was left in. */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Disk disk;
  private final SegmentLogConfig config;
  private final Damage damage;
  private final long nowNanos;
  private final SetAside setAside;

  /**
   * @param nowNanos of the log's clock
   */
  Recovery(Disk disk, SegmentLogConfig config, Damage damage, long nowNanos) throws IOException {
    this.disk = disk;
    this.config = config;
    this.damage = damage;
    this.nowNanos = nowNanos;
    this.setAside = new SetAside(disk, damage);
  }

  /**
   * @param partitions by number
   * @param goesOnAt time of the duplicate window, which stood still while the log did not run
   */
  record Recovered(
      LogIdentity identity,
      List<Partition> partitions,
      Readers readers,
      Counts counts,
      DuplicateWindow window,
      long goesOnAt,
      SetAside setAside) {
    Lane laneOf(Partition partition) {
      return Lane.values()[partition.number() / identity.routes()];
    }
  }

  Recovered run() throws IOException {
    for (String name : disk.list()) {
      if (name.endsWith(FileNames.UNFINISHED)) {
        disk.delete(name);
      }
    }
    // A killed process may have left names that are seen and not on disk.
    disk.force();
    LogIdentity identity = identity();
    if (identity.routes() != config.routes()) {
      LOG.warn(
          "routes: this log was created with {}, the setting {} has no effect on it",
          identity.routes(),
          config.routes());
    }
    Readers readers = Readers.load(disk, identity.epoch(), setAside);
    Counts counts = Counts.load(disk, setAside);
    DuplicateWindow window =
        new DuplicateWindow(config.duplicateWindow().toNanos(), config.duplicateEntries());
    PartitionRecovery recovery =
        new PartitionRecovery(disk, identity, readers, counts, window, setAside, damage);
    List<Partition> partitions = new ArrayList<>();
    for (int number = 0; number < identity.routes() * Lane.values().length; number++) {
      partitions.add(partition(identity, number, recovery.run(number), counts, readers));
    }
    restoreKeys(window);
    long goesOnAt = window.restored(nowNanos);
    return new Recovered(identity, partitions, readers, counts, window, goesOnAt, setAside);
  }

  private Partition partition(
      LogIdentity identity, int number, List<Segment> segments, Counts counts, Readers readers) {
    Partition partition =
        new Partition(disk, identity, number, config.segmentBytes(), counts, segments);
    partition.neverBelow(LogIdentity.firstOffset(identity.run()));
    partition.neverBelow(partition.end());
    partition.neverBelow(readers.furthest(number));
    return partition;
  }

  private void restoreKeys(DuplicateWindow window) throws IOException {
    for (String name : disk.list()) {
      int partition = FileNames.keysOf(name).orElse(-1);
      if (partition >= 0) {
        try {
          for (KeysFile.Kept kept : KeysFile.read(disk, name)) {
            window.restore(kept.key(), kept.parts(), partition, kept.nanos());
          }
        } catch (IOException e) {
          setAside.file(name, "requests sent again may count twice: " + e.getMessage());
        }
      }
    }
  }

  /** The folder's identity with a new run, on disk when it returns. */
  private LogIdentity identity() throws IOException {
    LogIdentity before = null;
    SlotFile file = null;
    if (disk.list().contains(FileNames.IDENTITY)) {
      try {
        SlotFile.Opened opened = SlotFile.open(disk, FileNames.IDENTITY, LogIdentity.MAGIC);
        ByteBuffer body = opened.body();
        if (body == null) {
          throw new IOException("no slot of the file is intact");
        }
        before = LogIdentity.of(body);
        file = opened.file();
      } catch (IOException e) {
        setAside.file(FileNames.IDENTITY, "the log's identity: " + e.getMessage());
      }
    }
    if (before == null) {
      before = fromSegments().orElse(null);
    }
    LogIdentity now = before == null ? created() : before.nextRun();
    if (file == null) {
      file = SlotFile.create(disk, FileNames.IDENTITY, LogIdentity.MAGIC, now.body());
    } else {
      file.write(now.body());
    }
    file.close();
    return now;
  }

  private LogIdentity created() {
    long epochMillis = nowNanos / 1_000_000;
    return new LogIdentity(epochMillis, new SecureRandom().nextLong(), config.routes(), 0);
  }

  /** The segments repeat what the identity file says. */
  private Optional<LogIdentity> fromSegments() throws IOException {
    long run = 0;
    SegmentHeader found = null;
    for (String name : disk.list()) {
      FileNames.SegmentName segment = FileNames.segmentOf(name).orElse(null);
      if (segment != null) {
        run = Math.max(run, LogIdentity.runOf(segment.first()));
        try (DurableFile file = disk.open(name)) {
          SegmentHeader header = SegmentScan.headerOf(file);
          found = header == null ? found : header;
        } catch (IOException e) {
          LOG.debug("{} cannot be read", name, e);
        }
      }
    }
    return found == null
        ? Optional.empty()
        : Optional.of(new LogIdentity(found.epoch(), found.mark(), found.routes(), run));
  }
}
