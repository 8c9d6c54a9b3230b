package io.tocsin.collector.receiver.filelog.format;

import java.nio.charset.StandardCharsets;

/** Part of an array, set and cleared with each record. For one thread. */
final class Slice {
  private static final byte[] NOTHING = {};

  byte[] bytes = NOTHING;
  int from;
  int to;

  void set(byte[] array, int start, int end) {
    bytes = array;
    from = start;
    to = end;
  }

  void clear() {
    set(NOTHING, 0, 0);
  }

  boolean isEmpty() {
    return from >= to;
  }

  int length() {
    return to - from;
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
