package io.tocsin.collector.wire;

import io.tocsin.collector.text.TextClass;
import java.util.Arrays;

/**
 * What one walk over a request found, in ints: nodes in the order of their bytes, children after
 * their parent, and beside them what is known of each record. Reused from batch to batch.
 */
final class Tape {
  private static final int STRIDE = 8;
  private static final int KIND = 0;
  private static final int HEAD = 1;
  private static final int START = 2;
  private static final int END = 3;
  private static final int PARENT = 4;
  private static final int NEXT = 5;
  private static final int DATA = 6;
  private static final int GROWTH = 7;
  private static final int FLAGS_SHIFT = 8;
  private static final int FLAGS = 0xffff;
  private static final int TOUCHED = 1 << 31;
  private static final int INITIAL_NODES = 4_096;
  private static final int INITIAL_RECORDS = 256;

  /** A tape grown past it is not kept for the next batch. */
  private static final int KEPT_NODES = 1 << 17;

  private int[] nodes = new int[INITIAL_NODES * STRIDE];
  private int size;
  private int[] recordNodes = new int[INITIAL_RECORDS];
  private int[] interests = new int[INITIAL_RECORDS];
  private int[] textFlags = new int[INITIAL_RECORDS];
  private int[] severities = new int[INITIAL_RECORDS];
  private int[] traceIds = new int[INITIAL_RECORDS];
  private int[] eventNames = new int[INITIAL_RECORDS];
  private int[] keyedFroms = new int[INITIAL_RECORDS];
  private int[] keyedTos = new int[INITIAL_RECORDS];
  private int[] flaggedFroms = new int[INITIAL_RECORDS];
  private int[] flaggedTos = new int[INITIAL_RECORDS];
  private int[] keyed = new int[INITIAL_RECORDS];
  private int[] flagged = new int[INITIAL_RECORDS];
  private int keyedSize;
  private int flaggedSize;
  private int records;
  private int containers;

  void clear() {
    size = 0;
    records = 0;
    containers = 0;
    keyedSize = 0;
    flaggedSize = 0;
    if (nodes.length > KEPT_NODES * STRIDE) {
      nodes = new int[INITIAL_NODES * STRIDE];
    }
  }

  /** A node that ends with itself until {@link #close}. */
  int add(int kind, int head, int start, int end, int parent) {
    int at = size * STRIDE;
    if (at == nodes.length) {
      nodes = Arrays.copyOf(nodes, nodes.length * 2);
    }
    int[] to = nodes;
    to[at + GROWTH] = 0;
    to[at + KIND] = kind;
    to[at + HEAD] = head;
    to[at + START] = start;
    to[at + END] = end;
    to[at + PARENT] = parent;
    to[at + NEXT] = size + 1;
    to[at + DATA] = 0;
    return size++;
  }

  /** All nodes added since are inside of it. */
  void close(int node) {
    nodes[node * STRIDE + NEXT] = size;
  }

  int addRecord(int node) {
    if (records == recordNodes.length) {
      int length = records * 2;
      recordNodes = Arrays.copyOf(recordNodes, length);
      interests = Arrays.copyOf(interests, length);
      textFlags = Arrays.copyOf(textFlags, length);
      severities = Arrays.copyOf(severities, length);
      traceIds = Arrays.copyOf(traceIds, length);
      eventNames = Arrays.copyOf(eventNames, length);
      keyedFroms = Arrays.copyOf(keyedFroms, length);
      keyedTos = Arrays.copyOf(keyedTos, length);
      flaggedFroms = Arrays.copyOf(flaggedFroms, length);
      flaggedTos = Arrays.copyOf(flaggedTos, length);
    }
    recordNodes[records] = node;
    interests[records] = 0;
    textFlags[records] = 0;
    severities[records] = 0;
    traceIds[records] = -1;
    eventNames[records] = -1;
    keyedFroms[records] = keyedSize;
    flaggedFroms[records] = flaggedSize;
    data(node, records);
    return records++;
  }

  /** All nodes added since are inside of it. */
  void closeRecord(int record) {
    close(recordNodes[record]);
    keyedTos[record] = keyedSize;
    flaggedTos[record] = flaggedSize;
  }

  /** Gives an ATTRIBUTE or PAIR the roles of its key. */
  void addKeyed(int node, int roles) {
    data(node, roles);
    if (keyedSize == keyed.length) {
      keyed = Arrays.copyOf(keyed, keyedSize * 2);
    }
    keyed[keyedSize++] = node;
  }

  /** Gives a text or number its flags. */
  void addFlagged(int node, int flags) {
    flags(node, flags);
    if (flaggedSize == flagged.length) {
      flagged = Arrays.copyOf(flagged, flaggedSize * 2);
    }
    flagged[flaggedSize++] = node;
  }

  int keyedFrom(int record) {
    return keyedFroms[record];
  }

  int keyedTo(int record) {
    return keyedTos[record];
  }

  /** An ATTRIBUTE or PAIR with a role; index from {@link #keyedFrom} to {@link #keyedTo}. */
  int keyed(int index) {
    return keyed[index];
  }

  int flaggedFrom(int record) {
    return flaggedFroms[record];
  }

  int flaggedTo(int record) {
    return flaggedTos[record];
  }

  /** A text with flags or a number; index from {@link #flaggedFrom} to {@link #flaggedTo}. */
  int flagged(int index) {
    return flagged[index];
  }

  /** Numbers a message that holds records, from 0. */
  void addContainer(int node) {
    data(node, containers++);
  }

  int size() {
    return size;
  }

  int records() {
    return records;
  }

  int containers() {
    return containers;
  }

  int kind(int node) {
    return nodes[node * STRIDE + KIND] & 0xff;
  }

  /** {@link TextClass} of a text; form of a PAIR. */
  int flags(int node) {
    return nodes[node * STRIDE + KIND] >>> FLAGS_SHIFT & FLAGS;
  }

  void flags(int node, int flags) {
    nodes[node * STRIDE + KIND] |= flags << FLAGS_SHIFT;
  }

  /** Where its tag begins; of a PAIR, its key. */
  int head(int node) {
    return nodes[node * STRIDE + HEAD];
  }

  /** Marks a node; false where it is marked already. */
  boolean touch(int node) {
    int before = nodes[node * STRIDE + KIND];
    nodes[node * STRIDE + KIND] = before | TOUCHED;
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

  /** First node that is not inside of it. */
  int next(int node) {
    return nodes[node * STRIDE + NEXT];
  }

  /**
   * Roles of an ATTRIBUTE or PAIR, ordinal of a record or container, newest replacement in a text
   * or value (see {@link Edits#link}).
   */
  int data(int node) {
    return nodes[node * STRIDE + DATA];
  }

  void data(int node, int data) {
    nodes[node * STRIDE + DATA] = data;
  }

  /** Byte after the key of a PAIR, which starts at its head. */
  int keyEnd(int pair) {
    return nodes[pair * STRIDE + GROWTH];
  }

  void keyEnd(int pair, int end) {
    nodes[pair * STRIDE + GROWTH] = end;
  }

  /** By how many bytes its content gets longer; means nothing for a PAIR, which is no field. */
  int growth(int node) {
    return nodes[node * STRIDE + GROWTH];
  }

  void grow(int node, int bytes) {
    nodes[node * STRIDE + GROWTH] += bytes;
  }

  int recordNode(int record) {
    return recordNodes[record];
  }

  /** Union of the roles inside. */
  int interests(int record) {
    return interests[record];
  }

  void addInterest(int record, int roles) {
    interests[record] |= roles;
  }

  /** Union of the flags of all texts inside. */
  int textFlags(int record) {
    return textFlags[record];
  }

  void addTextFlags(int record, int flags) {
    textFlags[record] |= flags;
  }

  int severity(int record) {
    return severities[record];
  }

  void severity(int record, int number) {
    severities[record] = number;
  }

  /** Where its 16 bytes begin; -1 without one. */
  int traceId(int record) {
    return traceIds[record];
  }

  void traceId(int record, int start) {
    traceIds[record] = start;
  }

  /** Its EVENT_NAME; -1 without one. */
  int eventName(int record) {
    return eventNames[record];
  }

  void eventName(int record, int node) {
    eventNames[record] = node;
  }
}
