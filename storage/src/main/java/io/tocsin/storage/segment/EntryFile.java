package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries of one segment file through a small window, never past a given limit: what lies
 * behind it may not be durable. Holds no payload but the one that is asked for.
 */
final class EntryFile implements Closeable {
  private final DurableFile file;
  private final long mark;
  private final byte[] window;
  private long windowAt;
  private int windowLength;

  /** What follows an entry's header. */
  record Body(TenantId tenant, byte[] payload) {}

  EntryFile(DurableFile file, long mark, int windowBytes) {
    this.file = file;
    this.mark = mark;
    this.window = new byte[windowBytes];
  }

  /** The intact header at a place, of an entry that ends before the limit; null where none is. */
  @Nullable EntryHeader header(long at, long limit) throws IOException {
    byte[] bytes = new byte[EntryHeader.BYTES];
    EntryHeader header = EntryHeader.of(bytes, read(at, bytes, limit), mark);
    return header == null || at + header.length() > limit ? null : header;
  }

  /** Unchecked, as the checksum is that of the whole body; null where it can be nobody's name. */
  @Nullable TenantId tenant(long at, EntryHeader header) throws IOException {
    byte[] bytes = new byte[header.tenantLength()];
    read(at + header.bytes(), bytes, at + header.length());
    try {
      return new TenantId(new String(bytes, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException damaged) {
      return null;
    }
  }

  /** Null where tenant and payload are not what was written. */
  @Nullable Body body(long at, EntryHeader header) throws IOException {
    byte[] tenant = new byte[header.tenantLength()];
    byte[] payload = new byte[header.payloadLength()];
    long end = at + header.length();
    read(at + header.bytes(), tenant, end);
    read(at + header.bytes() + tenant.length, payload, end);
    if (Checksum.of(tenant, payload) != header.bodyChecksum()) {
      return null;
    }
    return new Body(new TenantId(new String(tenant, StandardCharsets.US_ASCII)), payload);
  }

  /** Where the next mark stands, at {@code from} or behind; the limit where there is none. */
  long nextMark(long from, long limit) throws IOException {
    long at = from;
    while (at + Long.BYTES <= limit) {
      if (!fill(at, limit)) {
        return limit;
      }
      if (windowAt + windowLength - at < Long.BYTES) {
        windowLength = 0;
        if (!fill(at, limit) || windowLength < Long.BYTES) {
          return limit;
        }
      }
      ByteBuffer bytes = ByteBuffer.wrap(window, 0, windowLength);
      for (int i = (int) (at - windowAt); i + Long.BYTES <= windowLength; i++) {
        if (bytes.getLong(i) == mark) {
          return windowAt + i;
        }
      }
      at = windowAt + windowLength - Long.BYTES + 1;
    }
    return limit;
  }

  private int read(long at, byte[] into, long limit) throws IOException {
    int wanted = (int) Math.min(into.length, limit - at);
    if (wanted > window.length) {
      return file.read(at, into, 0, wanted);
    }
    int done = 0;
    while (done < wanted && fill(at + done, limit)) {
      int start = (int) (at + done - windowAt);
      int length = Math.min(windowLength - start, wanted - done);
      System.arraycopy(window, start, into, done, length);
      done += length;
    }
    return done;
  }

  /** Makes the byte at {@code at} part of the window; false where the file has none. */
  private boolean fill(long at, long limit) throws IOException {
    if (at >= windowAt && at < windowAt + windowLength) {
      return true;
    }
    windowLength = 0;
    int read = file.read(at, window, 0, (int) Math.min(window.length, limit - at));
    windowAt = at;
    windowLength = Math.max(read, 0);
    return windowLength > 0;
  }

  @Override
  public void close() {
    file.close();
  }
}
