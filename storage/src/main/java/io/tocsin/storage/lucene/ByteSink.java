package io.tocsin.storage.lucene;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of one record as it is written; reused from record to record, for one thread. */
final class ByteSink {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int INITIAL = 4_096;

  /** One grown past it is not kept for the next record. */
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[INITIAL];
  private int size;

  void clear() {
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[INITIAL];
    }
  }

  int size() {
    return size;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }

  ByteSink one(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Two bytes, big-endian. */
  ByteSink name(int name) {
    room(2);
    bytes[size++] = (byte) (name >>> 8);
    bytes[size++] = (byte) name;
    return this;
  }

  ByteSink varint(int value) {
    room(5);
    int left = value;
    while (left > 0x7f) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
    return this;
  }

  ByteSink number(long value) {
    room(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
    return this;
  }

  /** Length and UTF-8; half of a surrogate pair becomes a question mark. */
  ByteSink text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  /** Leaves room for a length. Returns where what it is the length of begins. */
  int open(int lengthBytes) {
    room(lengthBytes);
    size += lengthBytes;
    return size;
  }

  /** A varint that takes so many bytes, whatever it is. */
  void fixedVarint(int at, int value, int width) {
    int left = value;
    for (int i = 0; i < width - 1; i++) {
      bytes[at + i] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[at + width - 1] = (byte) left;
  }
}
