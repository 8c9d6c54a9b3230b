package io.tocsin.storage.segment;

import java.io.Closeable;
import java.io.IOException;

/** Appends to the segment that is being filled. */
final class SegmentWriter implements Closeable {
  private static final int BUFFER_BYTES = 256 * 1_024;

  private final DurableFile file;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private long flushed;

  private SegmentWriter(DurableFile file) {
    this.file = file;
    this.flushed = SegmentHeader.BYTES;
  }

  /**
   * The header and the file's name are on disk before the first entry is written, so a header that
   * is broken in front of entries is damage and not the trace of a power cut.
   */
  static SegmentWriter create(Disk disk, String name, SegmentHeader header) throws IOException {
    DurableFile file = disk.create(name);
    try {
      file.write(0, header.bytes(), 0, SegmentHeader.BYTES);
      file.force();
      disk.force();
      return new SegmentWriter(file);
    } catch (IOException e) {
      file.close();
      disk.delete(name);
      throw e;
    }
  }

  /** Where the next entry will stand. */
  long position() {
    return flushed + buffered;
  }

  void append(byte[] header, byte[] tenant, byte[] payload) throws IOException {
    put(header);
    put(tenant);
    put(payload);
  }

  private void put(byte[] bytes) throws IOException {
    if (bytes.length > buffer.length - buffered) {
      flush();
    }
    if (bytes.length > buffer.length) {
      file.write(flushed, bytes, 0, bytes.length);
      flushed += bytes.length;
    } else {
      System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
      buffered += bytes.length;
    }
  }

  private void flush() throws IOException {
    if (buffered > 0) {
      file.write(flushed, buffer, 0, buffered);
      flushed += buffered;
      buffered = 0;
    }
  }

  void force() throws IOException {
    flush();
    file.force();
  }

  /** Takes refused entries off the end, so that a later start does not find them. */
  void cut(long size) throws IOException {
    buffered = 0;
    file.truncate(size);
  }

  @Override
  public void close() {
    file.close();
  }
}
