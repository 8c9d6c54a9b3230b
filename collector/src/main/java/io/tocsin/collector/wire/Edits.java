package io.tocsin.collector.wire;

import java.util.Arrays;

/**
 * Ranges to replace, and with what. Ranges may be given in any order and may overlap; {@link
 * #settle} makes one edit of each cluster of overlapping ones: the one that covers all of it, a
 * masking one first; where none covers all, asterisks do. So a smaller edit never uncovers what a
 * larger one hides. For one thread.
 */
public final class Edits {
  private static final byte[] STARS = {'*', '*', '*'};
  private static final int INITIAL = 256;

  /** So many linked edits are looked at, so that a text full of them takes no square of time. */
  private static final int MAX_LINKS = 64;

  private static final long LOW = 0xffffffffL;

  private final Arena arena;
  private int[] nodes = new int[INITIAL];
  private int[] froms = new int[INITIAL];
  private int[] tos = new int[INITIAL];
  private int[] offsets = new int[INITIAL];
  private int[] lengths = new int[INITIAL];
  private boolean[] masking = new boolean[INITIAL];
  private int[] links = new int[INITIAL];
  private int size;
  private long[] order = new long[INITIAL];
  private int settled;

  public Edits() {
    this(new Arena());
  }

  Edits(Arena arena) {
    this.arena = arena;
  }

  public void clear() {
    arena.clear();
    size = 0;
    settled = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * @param node whose content the range is part of
   */
  void replace(int node, int from, int to, byte[] text, int textFrom, int textTo) {
    add(node, from, to, text, textFrom, textTo, false);
  }

  /** As replace, and wins over one that covers the same range. */
  public void mask(int node, int from, int to, byte[] text, int textFrom, int textTo) {
    add(node, from, to, text, textFrom, textTo, true);
  }

  /** Overwrites each byte of the range by an asterisk. */
  void blank(int node, int from, int to, boolean wins) {
    int offset = arena.size();
    arena.fill('*', to - from);
    put(node, from, to, offset, to - from, wins);
  }

  private void add(
      int node, int from, int to, byte[] text, int textFrom, int textTo, boolean wins) {
    int offset = arena.size();
    arena.add(text, textFrom, textTo);
    put(node, from, to, offset, textTo - textFrom, wins);
  }

  /** An empty range stays as it is: nothing in it needs to go. */
  private void put(int node, int from, int to, int offset, int length, boolean wins) {
    if (from == to) {
      return;
    }
    if (size == nodes.length) {
      int capacity = size * 2;
      nodes = Arrays.copyOf(nodes, capacity);
      froms = Arrays.copyOf(froms, capacity);
      tos = Arrays.copyOf(tos, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
      masking = Arrays.copyOf(masking, capacity);
      links = Arrays.copyOf(links, capacity);
      order = Arrays.copyOf(order, capacity);
    }
    nodes[size] = node;
    froms[size] = from;
    tos[size] = to;
    offsets[size] = offset;
    lengths[size] = length;
    masking[size] = wins;
    links[size] = 0;
    size++;
  }

  /** How many there are, which is also by what {@link #link} knows the last of them. */
  int size() {
    return size;
  }

  /** Links the last edit to one before; 0 for none. */
  void link(int before) {
    links[size - 1] = before;
  }

  /** Whether an edit, or one that it is linked to, covers the range; those behind many not. */
  boolean covers(int edit, int from, int to) {
    int at = edit;
    for (int i = 0; i < MAX_LINKS && at > 0; i++) {
      if (froms[at - 1] <= from && tos[at - 1] >= to) {
        return true;
      }
      at = links[at - 1];
    }
    return false;
  }

  /** Sorts by place and resolves overlaps; afterwards {@link #count} edits are left. */
  void settle() {
    for (int i = 0; i < size; i++) {
      order[i] = (long) froms[i] << 32 | i;
    }
    Arrays.sort(order, 0, size);
    settled = 0;
    int i = 0;
    while (i < size) {
      int first = (int) (order[i] & LOW);
      int end = tos[first];
      int best = first;
      int next = i + 1;
      while (next < size && froms[(int) (order[next] & LOW)] < end) {
        int other = (int) (order[next++] & LOW);
        end = Math.max(end, tos[other]);
        if (better(other, best)) {
          best = other;
        }
      }
      if (tos[best] < end || froms[best] > froms[first]) {
        best = union(first, froms[first], end);
      }
      order[settled++] = best;
      i = next;
    }
  }

  private boolean better(int edit, int than) {
    if (froms[edit] != froms[than]) {
      return froms[edit] < froms[than];
    }
    return tos[edit] != tos[than] ? tos[edit] > tos[than] : masking[edit] && !masking[than];
  }

  /** Ranges overlap in part only inside one text, so the node of any of them will do. */
  private int union(int edit, int from, int to) {
    int offset = arena.size();
    int width = lengths[edit] == tos[edit] - froms[edit] ? to - from : STARS.length;
    arena.fill('*', width);
    tos[edit] = to;
    offsets[edit] = offset;
    lengths[edit] = width;
    return edit;
  }

  int count() {
    return settled;
  }

  int node(int index) {
    return nodes[(int) order[index]];
  }

  int from(int index) {
    return froms[(int) order[index]];
  }

  int to(int index) {
    return tos[(int) order[index]];
  }

  int offset(int index) {
    return offsets[(int) order[index]];
  }

  int length(int index) {
    return lengths[(int) order[index]];
  }

  byte[] replacements() {
    return arena.bytes();
  }

  /** The text with all edits in it; they must lie inside of it. */
  public byte[] applied(byte[] text, int from, int to) {
    settle();
    int length = to - from;
    for (int i = 0; i < settled; i++) {
      length += length(i) - (to(i) - from(i));
    }
    byte[] out = new byte[length];
    int at = from;
    int written = 0;
    for (int i = 0; i < settled; i++) {
      System.arraycopy(text, at, out, written, from(i) - at);
      written += from(i) - at;
      System.arraycopy(arena.bytes(), offset(i), out, written, length(i));
      written += length(i);
      at = to(i);
    }
    System.arraycopy(text, at, out, written, to - at);
    return out;
  }
}
