package io.tocsin.storage.profile;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Reads a file's ranges in rising order, a block of them at once. */
final class BlockReader implements Closeable {
  /** Under half of G1's smallest region: larger arrays cost a concurrent cycle now and then. */
  private static final int BLOCK = 1 << 17;

  private final RandomAccessFile file;
  private byte[] block = {};
  private long start;
  private int length;

  BlockReader(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
  }

  /** What {@link #seek} points into; good until the next seek. */
  byte[] bytes() {
    return block;
  }

  /** Index of the range's first byte in {@link #bytes}. */
  int seek(Entry.Range range) throws IOException {
    if (range.from() < start || range.to() > start + length) {
      read(range);
    }
    return (int) (range.from() - start);
  }

  private void read(Entry.Range range) throws IOException {
    int wanted = Math.toIntExact(range.to() - range.from());
    if (block.length < Math.max(wanted, BLOCK)) {
      block = new byte[Math.max(wanted, BLOCK)];
    }
    start = range.from();
    length = 0;
    file.seek(start);
    while (length < block.length) {
      int more = file.read(block, length, block.length - length);
      if (more < 0) {
        break;
      }
      length += more;
    }
    if (length < wanted) {
      throw new EOFException("the file is shorter than its entries");
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
