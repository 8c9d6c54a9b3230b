package io.tocsin.storage.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link Packing} wrote. Anything past its end is damage, never an endless loop. */
final class Unpacking {
  private final byte[] bytes;
  private final int end;
  private int at;

  Unpacking(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  int at() {
    return at;
  }

  long number() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 70 && at < end; shift += 7) {
      byte b = bytes[at++];
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  /** A number of things that take at least one byte each. */
  int count() throws IOException {
    long count = number();
    if (count < 0 || count > end - at) {
      throw damaged();
    }
    return (int) count;
  }

  /** An index below {@code limit}. */
  int index(int limit) throws IOException {
    long index = number();
    if (index < 0 || index >= limit) {
      throw damaged();
    }
    return (int) index;
  }

  String text() throws IOException {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** Passes over bytes; whether they are these hex digits. */
  boolean isHex(String digits) throws IOException {
    int start = skip();
    boolean same = digits.length() == 2 * (at - start);
    for (int i = 0; same && i < digits.length(); i++) {
      int value = bytes[start + i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
      same = Character.forDigit(value, 16) == digits.charAt(i);
    }
    return same;
  }

  /** Passes over as many bytes as the next number says; returns where they begin. */
  int skip() throws IOException {
    int length = count();
    int start = at;
    at += length;
    return start;
  }

  static IOException damaged() {
    return new IOException("damaged: numbers that do not fit together");
  }
}
