package io.tocsin.storage.segment;

import java.util.Arrays;

/**
 * Where entries of a segment stand, one for each 64 KiB or so: an offset is found by starting at
 * the point before it. Safe for many threads.
 */
final class SparseIndex {
  private static final int SPACING_BYTES = 64 * 1_024;

  private long[] offsets = new long[16];
  private long[] places = new long[16];
  private int size;

  /** Offsets and places come in ascending order. */
  synchronized void add(long offset, long place) {
    if (size > 0 && place - places[size - 1] < SPACING_BYTES) {
      return;
    }
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, size * 2);
      places = Arrays.copyOf(places, size * 2);
    }
    offsets[size] = offset;
    places[size] = place;
    size++;
  }

  /** Where to start looking for an offset. */
  synchronized long placeBefore(long offset) {
    int found = Arrays.binarySearch(offsets, 0, size, offset);
    int point = found >= 0 ? found : -found - 2;
    return point < 0 ? SegmentHeader.BYTES : places[point];
  }

  /** The offset of the first point at or behind a place; {@code otherwise} where there is none. */
  synchronized long offsetFrom(long place, long otherwise) {
    int found = Arrays.binarySearch(places, 0, size, place);
    int point = found >= 0 ? found : -found - 1;
    return point < size ? offsets[point] : otherwise;
  }
}
