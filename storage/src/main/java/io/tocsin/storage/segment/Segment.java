package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of one segment file. One thread writes it, readers look at {@link #extent}, which
 * grows only after a force.
 */
final class Segment {
  /**
   * The durable part.
   *
   * @param bytes of the file, up to the end of the last entry
   * @param next offset behind the last entry; where the segment before ended, if there is none
   */
  record Extent(long bytes, long next, long entries) {}

  private final String name;
  private final SegmentHeader header;
  private final SparseIndex index = new SparseIndex();
  private final Map<TenantId, Long> tenantBytes = new HashMap<>();
  private long newestNanos;
  private volatile Extent extent;
  private volatile boolean sealed;
  private volatile boolean suspect;

  Segment(String name, SegmentHeader header) {
    this.name = name;
    this.header = header;
    this.extent = new Extent(SegmentHeader.BYTES, header.follows(), 0);
  }

  String name() {
    return name;
  }

  SegmentHeader header() {
    return header;
  }

  SparseIndex index() {
    return index;
  }

  Extent extent() {
    return extent;
  }

  /** The offset that the segment behind this one must follow. */
  long end() {
    return Math.max(extent.next(), header.end());
  }

  long entryBytes() {
    return extent.bytes() - SegmentHeader.BYTES;
  }

  /** Takes an entry in that is on disk; readers see it. */
  synchronized void add(long at, EntryHeader entry, TenantId tenant) {
    index.add(entry.offset(), at);
    tenantBytes.merge(tenant, (long) entry.length(), Long::sum);
    newestNanos = Math.max(newestNanos, entry.appendedNanos());
    extent = new Extent(at + entry.length(), entry.offset() + 1, extent.entries() + 1);
  }

  synchronized Map<TenantId, Long> tenantBytes() {
    return Map.copyOf(tenantBytes);
  }

  synchronized long newestNanos() {
    return newestNanos;
  }

  /** Nothing will be added. Whoever reads looks at this before the extent. */
  boolean isSealed() {
    return sealed;
  }

  void seal() {
    sealed = true;
  }

  /** A reader met damage in it: it is kept for inspection rather than deleted. */
  boolean isSuspect() {
    return suspect;
  }

  /** True for the first who says so. */
  synchronized boolean suspect() {
    boolean first = !suspect;
    suspect = true;
    return first;
  }

  /** Entries at {@code from} or behind; too many by those lost, in a rescued segment. */
  long entriesFrom(long from) {
    Extent now = extent;
    return from <= header.first() ? now.entries() : Math.clamp(now.next() - from, 0, now.entries());
  }

  /** Bytes at {@code from} or behind, to within the spacing of the index. */
  long bytesFrom(long from) {
    Extent now = extent;
    if (from <= header.first()) {
      return now.bytes() - SegmentHeader.BYTES;
    }
    return from >= now.next() ? 0 : Math.max(0, now.bytes() - index.placeBefore(from));
  }
}
