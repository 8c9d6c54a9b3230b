package io.tocsin.collector.wire;

/** Reads protobuf's numbers, in any form that protobuf accepts. */
abstract class WireReader {
  private static final int MAX_VARINT_BYTES = 10;

  /** What is read. */
  protected byte[] bytes = {};

  /** Place behind the last number. */
  protected int after;

  final void read(byte[] message) {
    bytes = message;
    after = 0;
  }

  /** Leaves the place behind it in {@link #after}. Longer forms than needed are read too. */
  protected final long varint(int from, int to) throws WireException {
    long value = 0;
    int last = Math.min(to, from + MAX_VARINT_BYTES);
    for (int at = from; at < last; at++) {
      int b = bytes[at];
      value |= (long) (b & 0x7f) << 7 * (at - from);
      if (b >= 0) {
        after = at + 1;
        return value;
      }
    }
    throw new WireException("number without an end", from);
  }
}
