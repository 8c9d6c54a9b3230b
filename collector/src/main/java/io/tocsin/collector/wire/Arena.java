package io.tocsin.collector.wire;

import java.util.Arrays;

/**
 * Bytes that are written one after another, as protobuf wants them, and taken back as a whole. For
 * one thread.
 */
public final class Arena {
  private static final int INITIAL = 8_192;

  /** A larger one is not kept for the next batch. */
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[INITIAL];
  private int size;

  public void clear() {
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[INITIAL];
    }
  }

  /** Valid up to {@link #size}, until more is added. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public void add(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
  }

  public void add(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  void fill(int b, int count) {
    reserve(count);
    Arrays.fill(bytes, size, size + count, (byte) b);
    size += count;
  }

  /** Not negative. */
  public void addVarint(int value) {
    reserve(Varint.MAX_BYTES);
    size = Varint.write(bytes, size, value);
  }

  /** Protobuf's int64: negative ones take ten bytes. */
  public void addLong(long value) {
    reserve(2 * Varint.MAX_BYTES);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Little-endian, as in fixed64 and double. */
  public void addFixed64(long value) {
    reserve(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** A length-delimited field: tag, length, content. */
  public void addField(int tag, byte[] source, int from, int to) {
    add(tag);
    addVarint(to - from);
    add(source, from, to);
  }

  /** The array with room for {@code count} more bytes, for a writer that tells where it ended. */
  byte[] room(int count) {
    reserve(count);
    return bytes;
  }

  void wroteTo(int end) {
    size = end;
  }

  private void reserve(int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
    }
  }
}
