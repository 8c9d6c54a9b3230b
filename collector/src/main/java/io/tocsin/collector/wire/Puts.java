package io.tocsin.collector.wire;

import java.util.Arrays;

/** Attributes and fields to add to records, in the order given. For one thread. */
public final class Puts {
  private static final int INITIAL = 256;
  private static final int NONE = -1;

  private final Arena arena = new Arena();
  private int[] firsts = new int[INITIAL];
  private int[] lasts = new int[INITIAL];
  private int[] bytesOf = new int[INITIAL];
  private int[] nexts = new int[INITIAL];
  private int[] offsets = new int[INITIAL];
  private int[] ends = new int[INITIAL];
  private int[] values = new int[INITIAL];
  private boolean[] raw = new boolean[INITIAL];
  private int attributesTag;
  private int size;

  Puts() {}

  /**
   * @param tag of a record's attributes
   */
  void clear(int records, int tag) {
    attributesTag = tag;
    arena.clear();
    size = 0;
    if (firsts.length < records) {
      firsts = new int[records];
      lasts = new int[records];
      bytesOf = new int[records];
    }
    Arrays.fill(firsts, 0, records, NONE);
    Arrays.fill(bytesOf, 0, records, 0);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds an attribute whose value is the collector's own. */
  public void add(int record, byte[] key, byte[] text, int length) {
    attribute(record, key, text, 0, length, false);
  }

  /** Adds an attribute whose value is part of the request, so that it will be masked like it. */
  public void addFromSender(int record, byte[] key, byte[] text, int from, int to) {
    attribute(record, key, text, from, to, true);
  }

  private void attribute(
      int record, byte[] key, byte[] text, int from, int to, boolean fromSender) {
    int offset = arena.size();
    arena.add(attributesTag);
    Attribute.write(arena, key, text, from, to);
    link(record, offset, arena.size() - (to - from), fromSender);
  }

  /** Adds an {@link Attribute} that was encoded before. */
  public void addEncoded(int record, byte[] attribute) {
    addField(record, attributesTag, attribute);
  }

  /**
   * Adds a singular field that the record has not, or that is dropped from it.
   *
   * @param tag of one byte
   * @param content what follows the tag, its length included where it has one
   */
  public void addField(int record, int tag, byte[] content) {
    int offset = arena.size();
    arena.add(tag);
    arena.add(content, 0, content.length);
    link(record, offset, arena.size(), false);
  }

  private void link(int record, int offset, int value, boolean fromSender) {
    if (size == nexts.length) {
      int capacity = size * 2;
      nexts = Arrays.copyOf(nexts, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
      ends = Arrays.copyOf(ends, capacity);
      values = Arrays.copyOf(values, capacity);
      raw = Arrays.copyOf(raw, capacity);
    }
    nexts[size] = NONE;
    offsets[size] = offset;
    ends[size] = arena.size();
    values[size] = value;
    raw[size] = fromSender;
    if (firsts[record] == NONE) {
      firsts[record] = size;
    } else {
      nexts[lasts[record]] = size;
    }
    lasts[record] = size;
    bytesOf[record] += arena.size() - offset;
    size++;
  }

  /** Bytes that the record gets longer by. */
  int bytesOf(int record) {
    return bytesOf[record];
  }

  /** Returns the place behind them. */
  int write(int record, byte[] out, int at) {
    int written = at;
    int put = firsts[record];
    while (put != NONE) {
      int from = offsets[put];
      int to = ends[put];
      // One processor's puts of a record mostly stand one behind the other.
      for (put = nexts[put]; put != NONE && offsets[put] == to; put = nexts[put]) {
        to = ends[put];
      }
      System.arraycopy(arena.bytes(), from, out, written, to - from);
      written += to - from;
    }
    return written;
  }

  /** First put of the record whose value is the sender's; -1 without one. */
  public int firstSent(int record) {
    return raw(firsts[record]);
  }

  public int nextSent(int put) {
    return raw(nexts[put]);
  }

  private int raw(int from) {
    int put = from;
    while (put != NONE && !raw[put]) {
      put = nexts[put];
    }
    return put;
  }

  /** Bytes that hold the values; those of the sender's may be overwritten in place. */
  public byte[] bytes() {
    return arena.bytes();
  }

  public int valueStart(int put) {
    return values[put];
  }

  public int valueEnd(int put) {
    return ends[put];
  }
}
