package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a segment file that checks every byte.
 *
 * @param header null where it is broken
 * @param size of the file
 * @param bytes up to the end of the last entry before the first broken spot
 * @param next offset behind that entry; where the segment follows, if there is none
 * @param knownDurable entries before this offset were on disk once: intact ones behind the broken
 *     spot say so
 * @param broken there are bytes that are no entry
 * @param unreadable the file could not be read to its end
 */
record SegmentScan(
    @Nullable SegmentHeader header,
    long size,
    long bytes,
    long next,
    long knownDurable,
    boolean broken,
    boolean unreadable) {
  private static final int WINDOW_BYTES = 256 * 1_024;

  /** Is told every intact entry, in order of offsets. */
  interface Visitor {
    /**
     * @param behindBreak a broken spot lies before it
     */
    void entry(long at, EntryHeader header, EntryFile.Body body, boolean behindBreak);

    /**
     * An entry of which only the header is intact.
     *
     * @param tenant as it stands there, unchecked
     */
    default void broken(EntryHeader header, TenantId tenant) {}
  }

  /**
   * @param first of the segment, by its name
   * @param voidFrom entries at this offset and behind were refused: the scan ends there
   */
  static SegmentScan of(
      Disk disk, String name, LogIdentity identity, long first, long voidFrom, Visitor visitor)
      throws IOException {
    Pass pass = new Pass(identity.mark(), first, voidFrom, visitor);
    try (DurableFile file = disk.open(name)) {
      pass.run(file);
    }
    return pass.result();
  }

  static @Nullable SegmentHeader headerOf(DurableFile file) throws IOException {
    byte[] bytes = new byte[SegmentHeader.BYTES];
    return file.read(0, bytes, 0, bytes.length) < bytes.length ? null : SegmentHeader.of(bytes);
  }

  private static final class Pass {
    private final long mark;
    private final long voidFrom;
    private final Visitor visitor;
    private @Nullable SegmentHeader header;
    private long size;
    private long bytes = SegmentHeader.BYTES;
    private long next;
    private long least;
    private long knownDurable;
    private boolean broken;
    private boolean unreadable;

    Pass(long mark, long first, long voidFrom, Visitor visitor) {
      this.mark = mark;
      this.next = first;
      this.least = first;
      this.voidFrom = voidFrom;
      this.visitor = visitor;
    }

    void run(DurableFile file) throws IOException {
      EntryFile entries = new EntryFile(file, mark, WINDOW_BYTES);
      long at = SegmentHeader.BYTES;
      try {
        size = file.size();
        header = headerOf(file);
        if (header != null && header.follows() != SegmentHeader.UNKNOWN) {
          next = header.follows();
        }
        while (at < size) {
          EntryHeader entry = entries.header(at, size);
          EntryFile.Body body =
              entry == null || entry.offset() < least ? null : entries.body(at, entry);
          if (entry == null || body == null) {
            broken = true;
            tell(entries, at, entry);
            at = entries.nextMark(at + 1, size);
            continue;
          }
          if (entry.offset() >= voidFrom) {
            return;
          }
          visit(at, entry, body);
          at += entry.length();
        }
      } catch (IOException e) {
        broken = true;
        unreadable = true;
      }
    }

    private void tell(EntryFile entries, long at, @Nullable EntryHeader entry) throws IOException {
      TenantId tenant = entry == null || entry.offset() < least ? null : entries.tenant(at, entry);
      if (entry != null && tenant != null) {
        visitor.broken(entry, tenant);
      }
    }

    private void visit(long at, EntryHeader entry, EntryFile.Body body) {
      visitor.entry(at, entry, body, broken);
      least = entry.offset() + 1;
      if (broken) {
        knownDurable = Math.max(knownDurable, entry.durableBefore());
      } else {
        bytes = at + entry.length();
        next = least;
      }
    }

    SegmentScan result() {
      return new SegmentScan(header, size, bytes, next, knownDurable, broken, unreadable);
    }
  }
}
