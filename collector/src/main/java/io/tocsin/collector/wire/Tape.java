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
  private int records;
  private int containers;

  void clear() {
    size = 0;
    records = 0;
    containers = 0;
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
    nodes[at + KIND] = kind;
    nodes[at + HEAD] = head;
    nodes[at + START] = start;
    nodes[at + END] = end;
    nodes[at + PARENT] = parent;
    nodes[at + NEXT] = size + 1;
    nodes[at + DATA] = 0;
    nodes[at + GROWTH] = 0;
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
    }
    recordNodes[records] = node;
    interests[records] = 0;
    textFlags[records] = 0;
    severities[records] = 0;
    traceIds[records] = -1;
    eventNames[records] = -1;
    data(node, records);
    return records++;
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
    return nodes[node * STRIDE + KIND] >>> FLAGS_SHIFT;
  }

  void flags(int node, int flags) {
    nodes[node * STRIDE + KIND] |= flags << FLAGS_SHIFT;
  }

  /** Where its tag begins; of a PAIR, its key. */
  int head(int node) {
    return nodes[node * STRIDE + HEAD];
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

  /** Roles of an ATTRIBUTE or PAIR, ordinal of a record or container. */
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

  /** By how many bytes its content gets longer; 0 for a PAIR, which is no field. */
  int growth(int node) {
    return kind(node) == Node.PAIR ? 0 : nodes[node * STRIDE + GROWTH];
  }

  void grow(int node, int bytes) {
    nodes[node * STRIDE + GROWTH] += bytes;
  }

  int recordNode(int record) {
    return recordNodes[record];
  }

  /** Ordinal of the record that a node is in; -1 for resources, scopes and what is around them. */
  int recordOf(int node) {
    int at = node;
    while (at >= 0) {
      if (Node.isRecord(kind(at))) {
        return data(at);
      }
      at = parent(at);
    }
    return -1;
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
