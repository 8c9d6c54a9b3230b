package io.tocsin.collector.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.wire.Fields;
import io.tocsin.collector.wire.WireException;

/** A KeyValue in its wire form. */
record Pair(byte[] bytes, int keyFrom, int keyTo, int valueFrom, int valueTo) {
  private static final int KEY = 1 << 3 | 2;
  private static final int VALUE = 2 << 3 | 2;

  static Pair of(byte[] bytes, int from, int to) throws WireException {
    // As nearly every one is written; only faster than what follows.
    if (to - from >= 4 && bytes[from] == KEY && bytes[from + 1] >= 0) {
      int value = from + 4 + bytes[from + 1];
      if (value <= to && bytes[value - 2] == VALUE && bytes[value - 1] == to - value) {
        return new Pair(bytes, from + 2, value - 2, value, to);
      }
    }
    Pair pair = new Pair(bytes, from, from, from, from);
    Fields fields = new Fields(bytes, from, to);
    while (fields.next()) {
      if (fields.tag() == KEY) {
        pair = new Pair(bytes, fields.start(), fields.end(), pair.valueFrom, pair.valueTo);
      } else if (fields.tag() == VALUE) {
        pair = new Pair(bytes, pair.keyFrom, pair.keyTo, fields.start(), fields.end());
      }
    }
    return pair;
  }

  String key() {
    return new String(bytes, keyFrom, keyTo - keyFrom, UTF_8);
  }

  EncodedValue value() {
    return new EncodedValue(bytes, valueFrom, valueTo);
  }
}
