package io.tocsin.collector.wire;

/**
 * The fields of one message in its wire form, one after the other. A field that a message should
 * have once and has twice comes twice: behind the pipeline there is none.
 */
public final class Fields extends WireReader {
  private final int to;
  private int at;
  private int tag;
  private int start;
  private long number;

  public Fields(byte[] message, int from, int to) {
    read(message);
    this.at = from;
    this.to = to;
  }

  /** Moves to the next field; false at the end. Groups, of which OTLP has none, are passed over. */
  public boolean next() throws WireException {
    int depth = 0;
    while (at < to) {
      tag = (int) varint(at, to);
      at = after;
      start = at;
      switch (tag & 7) {
        case Schema.VARINT -> {
          number = varint(at, to);
          at = after;
        }
        case Schema.FIXED64 -> {
          skip(Long.BYTES);
          number = Fixed.longAt(bytes, start);
        }
        case Schema.FIXED32 -> skip(Integer.BYTES);
        case Schema.LENGTH -> {
          int length = (int) varint(at, to);
          at = after;
          start = at;
          skip(length);
        }
        case Schema.GROUP_START -> depth++;
        case Schema.GROUP_END -> depth--;
        default -> throw new WireException("wire type " + (tag & 7), start);
      }
      if (depth < 0) {
        throw new WireException("end of a group that is not open", start);
      }
      if (depth == 0 && (tag & 7) != Schema.GROUP_END) {
        return true;
      }
    }
    return false;
  }

  private void skip(int length) throws WireException {
    if (length < 0 || length > to - at) {
      throw new WireException("field past the end", at);
    }
    at += length;
  }

  /** Number and wire type of the field, as they stand before it: {@code number << 3 | type}. */
  public int tag() {
    return tag;
  }

  /** First byte of its content. */
  public int start() {
    return start;
  }

  /** Byte after its content. */
  public int end() {
    return at;
  }

  /** A varint, or eight bytes of fixed width. */
  public long number() {
    return number;
  }
}
