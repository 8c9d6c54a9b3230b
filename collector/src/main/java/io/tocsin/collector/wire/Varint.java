package io.tocsin.collector.wire;

/** Base-128 integers as protobuf writes them, shortest form, not negative. */
public final class Varint {
  static final int MAX_BYTES = 5;

  private Varint() {}

  public static int size(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** Returns the place after it. */
  static int write(byte[] bytes, int at, int value) {
    int rest = value;
    int next = at;
    while (rest > 0x7f) {
      bytes[next++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes[next++] = (byte) rest;
    return next;
  }
}
