package io.tocsin.collector.wire;

import io.tocsin.collector.text.TextClass;
import java.util.Arrays;

/**
 * What one walk over a request found, in ints: nodes in the order of their bytes, children after
 * their parent. Small, because a batch has thousands of them and every processor reads them: what
 * few nodes have stands beside, and of most attributes only the value's content is a node. Reused
 * from batch to batch.
 */
final class Tape {
  private static final int STRIDE = 5;

  /** What {@link #KIND_BITS} and the names after it say. */
  private static final int BITS = 0;

  private static final int START = 1;
  private static final int END = 2;
  private static final int PARENT = 3;
  private static final int NEXT = 4;

  private static final int KIND_BITS = 0x3f;
  private static final int FLAGS_SHIFT = 6;
  private static final int FLAGS = 0xffff;

  /** Bytes of tag and length before the start, 20 at most; of a PAIR, bytes of its key. */
  private static final int WIDTH_SHIFT = 22;

  private static final int WIDTH = 0x7f;

  /** What stands beside a node for its number means something: few have any of it. */
  private static final int HAS_DATA = 1 << 29;

  private static final int GROWN = 1 << 30;
  private static final int TOUCHED = 1 << 31;

  /** Flags of an ATTRIBUTE: plain, and with its KEY and VALUE behind all other nodes. */
  private static final int PLAIN = 1;

  private static final int UNFOLDED = 2;
  private static final int INITIAL_NODES = 4_096;

  /** A tape grown past it is not kept for the next batch. */
  private static final int KEPT_NODES = 1 << 17;

  private int[] nodes = new int[INITIAL_NODES * STRIDE];
  private int[] data = new int[INITIAL_NODES];
  private int[] growths = new int[INITIAL_NODES];
  private int[] unfolded = new int[0];
  private int size;

  /** Nodes after it were unfolded: in no order. */
  private int walked;

  private int containers;

  void clear() {
    size = 0;
    walked = 0;
    containers = 0;
    if (data.length > KEPT_NODES) {
      nodes = new int[INITIAL_NODES * STRIDE];
      data = new int[INITIAL_NODES];
      growths = new int[INITIAL_NODES];
      unfolded = new int[0];
    }
  }

  /** A node that ends with itself until {@link #close}. */
  int add(int kind, int head, int start, int end, int parent) {
    return put(kind | start - head << WIDTH_SHIFT, start, end, parent);
  }

  /** {@code key=value} inside a text. */
  int addPair(int keyFrom, int keyTo, int from, int to, int text, int form) {
    int node =
        put(
            Node.PAIR | keyTo - keyFrom << WIDTH_SHIFT | form << FLAGS_SHIFT | GROWN,
            from,
            to,
            text);
    growths[node] = keyFrom;
    return node;
  }

  private int put(int bits, int start, int end, int parent) {
    int node = size;
    if (node == data.length) {
      nodes = Arrays.copyOf(nodes, nodes.length * 2);
      data = Arrays.copyOf(data, node * 2);
      growths = Arrays.copyOf(growths, node * 2);
    }
    int at = node * STRIDE;
    int[] to = nodes;
    to[at + NEXT] = node + 1;
    to[at + BITS] = bits;
    to[at + START] = start;
    to[at + END] = end;
    to[at + PARENT] = parent;
    size = node + 1;
    return node;
  }

  /** All nodes added since are inside of it. */
  void close(int node) {
    nodes[node * STRIDE + NEXT] = size;
  }

  /** Ends the walk: what is added from now on was left out by it. */
  void end() {
    walked = size;
  }

  /**
   * An ATTRIBUTE in the form in which nearly all are written: a key, then a text or number that is
   * all of its value, no length over a byte. Its only node is that text or number.
   */
  int addPlain(int head, int start, int end, int parent) {
    return put(
        Node.ATTRIBUTE | start - head << WIDTH_SHIFT | PLAIN << FLAGS_SHIFT, start, end, parent);
  }

  boolean isPlain(int node) {
    return (nodes[node * STRIDE] & (KIND_BITS | PLAIN << FLAGS_SHIFT))
        == (Node.ATTRIBUTE | PLAIN << FLAGS_SHIFT);
  }

  /** VALUE of a plain ATTRIBUTE, made when first asked for; its KEY is the node after. */
  int unfold(int attribute) {
    if ((flags(attribute) & UNFOLDED) != 0) {
      return unfolded[attribute];
    }
    int start = start(attribute);
    int content = attribute + 1;
    int keyEnd = head(content) - 2;
    int value = add(Node.VALUE, keyEnd, keyEnd + 2, end(attribute), attribute);
    add(Node.KEY, start, start + 2, keyEnd, attribute);
    nodes[content * STRIDE + PARENT] = value;
    if (unfolded.length < walked) {
      unfolded = Arrays.copyOf(unfolded, Math.max(walked, unfolded.length * 2));
    }
    unfolded[attribute] = value;
    flags(attribute, UNFOLDED);
    return value;
  }

  /** Whether it is a VALUE or KEY made by {@link #unfold}. */
  boolean isUnfolded(int node) {
    return node >= walked;
  }

  /** Numbers a message that holds records, from 0. */
  void addContainer(int node) {
    data(node, containers++);
  }

  /** Nodes of the walk, in the order of their bytes. */
  int size() {
    return walked;
  }

  /** So many are there while it goes on. */
  int growing() {
    return size;
  }

  int containers() {
    return containers;
  }

  int kind(int node) {
    return nodes[node * STRIDE] & KIND_BITS;
  }

  /** {@link TextClass} of a text; form of a PAIR. */
  int flags(int node) {
    return nodes[node * STRIDE] >>> FLAGS_SHIFT & FLAGS;
  }

  void flags(int node, int flags) {
    nodes[node * STRIDE] |= flags << FLAGS_SHIFT;
  }

  private int width(int node) {
    return nodes[node * STRIDE] >>> WIDTH_SHIFT & WIDTH;
  }

  /** Where its tag begins; of a PAIR, its key. */
  int head(int node) {
    return kind(node) == Node.PAIR ? growths[node] : start(node) - width(node);
  }

  /** Byte after the key of a PAIR, which starts at its head. */
  int keyEnd(int pair) {
    return growths[pair] + width(pair);
  }

  /** Marks a node; false where it is marked already. */
  boolean touch(int node) {
    int before = nodes[node * STRIDE];
    nodes[node * STRIDE] = before | TOUCHED;
    return (before & TOUCHED) == 0;
  }

  int start(int node) {
    return nodes[node * STRIDE + START];
  }

  int end(int node) {
    return nodes[node * STRIDE + END];
  }

  /** -1 for the request. */
  int parent(int node) {
    return nodes[node * STRIDE + PARENT];
  }

  /** The message around a node: as {@link #parent}, but a plain attribute's VALUE too. */
  int around(int node) {
    int parent = parent(node);
    return parent >= 0 && !isUnfolded(node) && isPlain(parent) ? unfold(parent) : parent;
  }

  /** First node that is not inside of it. */
  int next(int node) {
    return nodes[node * STRIDE + NEXT];
  }

  /**
   * Roles of an ATTRIBUTE or PAIR, ordinal of a record or container, newest replacement in a text
   * or value (see {@link Edits#link}).
   */
  int data(int node) {
    return (nodes[node * STRIDE] & HAS_DATA) == 0 ? 0 : data[node];
  }

  void data(int node, int value) {
    nodes[node * STRIDE] |= HAS_DATA;
    data[node] = value;
  }

  /** By how many bytes its content gets longer; not of a PAIR, which is no field. */
  int growth(int node) {
    return (nodes[node * STRIDE] & GROWN) == 0 ? 0 : growths[node];
  }

  void grow(int node, int bytes) {
    growths[node] = growth(node) + bytes;
    nodes[node * STRIDE] |= GROWN;
  }
}
