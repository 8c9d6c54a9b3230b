package io.tocsin.storage.segment;

import io.tocsin.model.log.Flow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of one partition. The committer writes; readers look up segments; retirement takes
 * sealed ones out. The newest segment stays, as it says where the partition ends.
 */
final class Partition {
  private static final Logger LOG = LoggerFactory.getLogger(Partition.class);

  private final Disk disk;
  private final LogIdentity identity;
  private final int number;
  private final long segmentBytes;
  private final Counts counts;
  private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private final List<Staged> staged = new ArrayList<>();
  private final Map<Flow, Long> stagedRecords = new HashMap<>();
  private final AtomicLong floor = new AtomicLong();
  private @Nullable SegmentWriter writer;
  private @Nullable Segment filling;
  private @Nullable IOException failure;
  private long next;

  /** Written, not yet forced. */
  private record Staged(long at, EntryHeader header, Part part) {}

  /**
   * @param recovered in order of their offsets
   */
  Partition(
      Disk disk,
      LogIdentity identity,
      int number,
      long segmentBytes,
      Counts counts,
      Collection<Segment> recovered) {
    this.disk = disk;
    this.identity = identity;
    this.number = number;
    this.segmentBytes = segmentBytes;
    this.counts = counts;
    for (Segment segment : recovered) {
      segment.seal();
      segments.put(segment.header().first(), segment);
    }
  }

  int number() {
    return number;
  }

  /** Oldest first; changes under the reader's eyes. */
  Collection<Segment> segments() {
    return segments.values();
  }

  /** The segment that holds an offset, else the next one behind it; null at the end. */
  @Nullable Segment at(long offset) {
    Map.Entry<Long, Segment> before = segments.floorEntry(offset);
    if (before != null && offset < before.getValue().extent().next()) {
      return before.getValue();
    }
    return after(before == null ? -1 : before.getKey());
  }

  /** The segment behind the one that begins at {@code first}; null at the end. */
  @Nullable Segment after(long first) {
    Map.Entry<Long, Segment> behind = segments.higherEntry(first);
    return behind == null ? null : behind.getValue();
  }

  /** Everything before this offset is on disk, void or lost. */
  long end() {
    Map.Entry<Long, Segment> last = segments.lastEntry();
    return last == null ? 0 : last.getValue().end();
  }

  /** No offset below will be given: somebody has seen it already. */
  void neverBelow(long offset) {
    floor.accumulateAndGet(offset, Math::max);
  }

  /** No reader can have come further than that. */
  long furthestRead() {
    return Math.max(end(), floor.get());
  }

  /** By the committer only, as all below. Failures are told to the part. */
  void write(Part part) {
    if (failure != null) {
      part.fail(failure);
      return;
    }
    try {
      SegmentWriter out = writerFor(part.bytes());
      // What a failed force refuses is not counted, so what is not forced yet counts apart.
      long ahead = stagedRecords.merge(part.flow(), (long) part.batch().records(), Long::sum);
      EntryHeader header = part.header(next, end(), counts.of(part.flow()) + ahead);
      staged.add(new Staged(out.position(), header, part));
      next++;
      out.append(header.bytes(identity.mark()), part.tenant(), part.batch().payload());
    } catch (IOException e) {
      part.fail(e);
      abandon(e);
    }
  }

  /** Forces what was written since the last call: it is durable then, or failed. */
  void settle() {
    if (failure == null && !staged.isEmpty()) {
      try {
        force();
      } catch (IOException e) {
        abandon(e);
      }
    }
    failure = null;
  }

  /** After an error that is no failure of the disk: nothing of this group counts. */
  void giveUp(IOException because) {
    abandon(because);
    failure = null;
  }

  private void force() throws IOException {
    if (writer != null && filling != null && !staged.isEmpty()) {
      writer.force();
      for (Staged entry : staged) {
        // Before a reader can see it: nobody may have read more than was counted.
        counts.add(entry.part().flow(), entry.part().batch().records());
        filling.add(entry.at(), entry.header(), entry.part().batch().tenant());
        entry.part().durable(entry.header().offset());
      }
      staged.clear();
      stagedRecords.clear();
    }
  }

  private SegmentWriter writerFor(int bytes) throws IOException {
    long least = floor.get();
    boolean full =
        writer != null
            && writer.position() > SegmentHeader.BYTES
            && writer.position() + bytes > segmentBytes;
    if (full || next < least) {
      force();
      seal();
      next = Math.max(next, least);
    }
    return writer == null ? begin() : writer;
  }

  private SegmentWriter begin() throws IOException {
    SegmentHeader header =
        new SegmentHeader(
            number, identity.routes(), identity.epoch(), identity.mark(), next, end(), 0);
    String name = new FileNames.SegmentName(number, next, 0).text();
    SegmentWriter created = SegmentWriter.create(disk, name, header);
    Segment segment = new Segment(name, header);
    segments.put(next, segment);
    writer = created;
    filling = segment;
    return created;
  }

  /**
   * Begins a new segment, so that the newest one, when everybody has read it, can be released. Does
   * nothing where it is empty.
   */
  void roll() throws IOException {
    Map.Entry<Long, Segment> last = segments.lastEntry();
    if (staged.isEmpty() && last != null && last.getValue().extent().entries() > 0) {
      seal();
      next = Math.max(next, floor.get());
      begin();
    }
  }

  /** Nothing more is written to the segment that is being filled; the next write begins another. */
  void seal() {
    if (writer != null && filling != null) {
      writer.close();
      filling.seal();
      writer = null;
      filling = null;
    }
  }

  /**
   * After a failed write or force nobody knows what is on disk behind the last good force, and a
   * second force would lie. The segment ends there; the offsets that were given stay given.
   */
  private void abandon(IOException because) {
    failure = because;
    staged.forEach(entry -> entry.part().fail(because));
    staged.clear();
    stagedRecords.clear();
    if (writer != null && filling != null) {
      try {
        writer.cut(filling.extent().bytes());
      } catch (IOException e) {
        LOG.debug(
            "{}: refused entries stay behind the end, the next segment voids them",
            filling.name(),
            e);
      }
      seal();
    }
  }

  /** Takes a segment out; its file is the caller's. */
  void remove(Segment segment) {
    segments.remove(segment.header().first(), segment);
  }

  /** It could not be deleted. */
  void putBack(Segment segment) {
    segments.put(segment.header().first(), segment);
  }

  boolean isNewest(Segment segment) {
    Map.Entry<Long, Segment> last = segments.lastEntry();
    return last != null && last.getValue() == segment;
  }
}
