package io.tocsin.storage.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes numbers in as few bytes as they need (LEB128), texts with their length before them. */
final class Packing {
  private byte[] bytes = new byte[4_096];
  private int size;

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  Packing number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  Packing text(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  Packing hex(String digits) {
    return raw(HexFormat.of().parseHex(digits));
  }

  /** Its length, then the bytes. */
  Packing raw(byte[] more) {
    number(more.length);
    return plain(more);
  }

  /** The bytes alone. */
  Packing plain(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
