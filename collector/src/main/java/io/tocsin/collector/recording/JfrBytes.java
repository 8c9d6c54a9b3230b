package io.tocsin.collector.recording;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A place in a recording's bytes, with an end that it never goes past. Numbers are LEB128 of at
 * most nine bytes (JFR's "compressed integers").
 */
final class JfrBytes {
  /** How a string is written: the byte before it. */
  static final int NULL = 0;

  static final int EMPTY = 1;
  static final int POOLED = 2;
  static final int UTF8 = 3;
  static final int CHARS = 4;
  static final int LATIN1 = 5;

  private final byte[] bytes;
  private int at;
  private int end;

  JfrBytes(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  /** Goes on at {@code from}, up to {@code to}. */
  void range(int from, int to) throws UnreadableRecordingException {
    if (from < 0 || from > to || to > bytes.length) {
      throw broken("a range past the end");
    }
    at = from;
    end = to;
  }

  int remaining() {
    return end - at;
  }

  int raw() throws UnreadableRecordingException {
    if (at >= end) {
      throw broken("a value past the end");
    }
    return bytes[at++];
  }

  void skip(long length) throws UnreadableRecordingException {
    if (length < 0 || length > end - at) {
      throw broken("a value past the end");
    }
    at += (int) length;
  }

  long number() throws UnreadableRecordingException {
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int b = raw();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    return value | (raw() & 0xffL) << 56;
  }

  /** How many things follow that take at least one byte each. */
  int count() throws UnreadableRecordingException {
    long count = number();
    if (count < 0 || count > end - at) {
      throw broken("a count of " + count);
    }
    return (int) count;
  }

  /** An index of something. */
  int index(int limit) throws UnreadableRecordingException {
    long index = number();
    if (index < 0 || index >= limit) {
      throw broken("an index of " + index);
    }
    return (int) index;
  }

  /** Null for null, and for one that is in a pool. */
  @Nullable String text() throws UnreadableRecordingException {
    int encoding = raw();
    switch (encoding) {
      case NULL -> {
        return null;
      }
      case EMPTY -> {
        return "";
      }
      case POOLED -> {
        number();
        return null;
      }
      case UTF8, LATIN1 -> {
        int length = count();
        at += length;
        return new String(
            bytes,
            at - length,
            length,
            encoding == UTF8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
      }
      case CHARS -> {
        char[] chars = new char[count()];
        for (int i = 0; i < chars.length; i++) {
          chars[i] = (char) number();
        }
        return new String(chars);
      }
      default -> throw broken("a string of encoding " + encoding);
    }
  }

  void skipText() throws UnreadableRecordingException {
    int encoding = raw();
    switch (encoding) {
      case NULL, EMPTY -> {}
      case POOLED -> number();
      case UTF8, LATIN1 -> skip(count());
      case CHARS -> {
        int length = count();
        for (int i = 0; i < length; i++) {
          number();
        }
      }
      default -> throw broken("a string of encoding " + encoding);
    }
  }

  /**
   * Overwrites the string that begins here with asterisks, as many bytes; true where it had any.
   */
  boolean blankText() throws UnreadableRecordingException {
    int encoding = raw();
    switch (encoding) {
      case NULL, EMPTY -> {
        return false;
      }
      case POOLED -> {
        number();
        return false;
      }
      case UTF8, LATIN1 -> {
        int length = count();
        java.util.Arrays.fill(bytes, at, at + length, (byte) '*');
        at += length;
        return length > 0;
      }
      case CHARS -> {
        int length = count();
        for (int i = 0; i < length; i++) {
          blankNumber();
        }
        return length > 0;
      }
      default -> throw broken("a string of encoding " + encoding);
    }
  }

  /** A number in as many bytes as it has: the asterisk's first, then zeros that continue. */
  private void blankNumber() throws UnreadableRecordingException {
    int from = at;
    number();
    for (int i = from; i < at; i++) {
      int low = i == from ? '*' : 0;
      boolean more = i < at - 1;
      bytes[i] = (byte) (more ? low | 0x80 : low);
    }
  }

  UnreadableRecordingException broken(String what) {
    return new UnreadableRecordingException("broken JFR: " + what + " at byte " + at);
  }
}
