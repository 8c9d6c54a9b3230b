package io.tocsin.collector.decode;

/** An AnyValue in its wire form: part of an entry's bytes, which nobody changes. */
record EncodedValue(byte[] bytes, int from, int to) {
  static final EncodedValue NONE = new EncodedValue(new byte[0], 0, 0);
}
