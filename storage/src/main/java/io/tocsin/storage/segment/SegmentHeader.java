package io.tocsin.storage.segment;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a segment file.
 *
 * @param first offset that the segment's first entry may have
 * @param follows offset where the segment before ended. What lies at {@code follows} or behind in
 *     earlier segments was refused and is void, even where its bytes came onto the disk. {@link
 *     #UNKNOWN} in a segment rescued from a file whose header was lost.
 * @param end of a rescued segment, the offset where its original should have ended; 0 in others
 */
record SegmentHeader(
    int partition, int routes, long epoch, long mark, long first, long follows, long end) {
  static final int BYTES = 56;
  static final long UNKNOWN = -1;

  private static final byte VERSION = 1;

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.put((byte) 'T').put((byte) 'S').put((byte) 'G').put(VERSION);
    out.putInt(partition).putInt(routes);
    out.putLong(epoch).putLong(mark).putLong(first).putLong(follows).putLong(end);
    Checksum.seal(out);
    return out.array();
  }

  /** Null where the bytes are no intact header of a version that we know. */
  static @Nullable SegmentHeader of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.get() != 'T' || in.get() != 'S' || in.get() != 'G' || in.get() != VERSION) {
      return null;
    }
    SegmentHeader header =
        new SegmentHeader(
            in.getInt(),
            in.getInt(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong());
    return in.getInt() == Checksum.of(bytes, 0, BYTES - 4) ? header : null;
  }
}
