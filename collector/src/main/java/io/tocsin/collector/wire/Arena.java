package io.tocsin.collector.wire;

import java.util.Arrays;

/** Bytes that edits bring along, one after another; taken back as a whole with each batch. */
final class Arena {
  private static final int INITIAL = 8_192;

  /** A larger one is not kept for the next batch. */
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[INITIAL];
  private int size;

  void clear() {
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[INITIAL];
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void add(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
  }

  void add(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  void fill(int b, int count) {
    reserve(count);
    Arrays.fill(bytes, size, size + count, (byte) b);
    size += count;
  }

  void addVarint(int value) {
    reserve(Varint.MAX_BYTES);
    size = Varint.write(bytes, size, value);
  }

  private void reserve(int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
    }
  }
}
