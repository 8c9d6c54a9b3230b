package io.tocsin.collector.wire;

import java.util.Arrays;

/**
 * What one walk over a request found of each record: where it is, and which nodes inside somebody
 * could want. Reused from batch to batch.
 */
final class Records {
  private static final int INITIAL = 256;

  private int[] nodes = new int[INITIAL];
  private int[] interests = new int[INITIAL];
  private int[] textFlags = new int[INITIAL];
  private int[] severities = new int[INITIAL];
  private int[] traceIds = new int[INITIAL];
  private int[] eventNames = new int[INITIAL];
  private int[] keyedTos = new int[INITIAL];
  private int[] flaggedTos = new int[INITIAL];
  private int[] keyedFroms = new int[INITIAL];
  private int[] flaggedFroms = new int[INITIAL];
  private int[] keyed = new int[INITIAL];
  private int[] flagged = new int[INITIAL];
  private int keyedSize;
  private int flaggedSize;
  private int size;

  void clear() {
    size = 0;
    keyedSize = 0;
    flaggedSize = 0;
  }

  int size() {
    return size;
  }

  /** Returns its number. */
  int add(int node) {
    if (size == nodes.length) {
      int length = size * 2;
      nodes = Arrays.copyOf(nodes, length);
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
    nodes[size] = node;
    interests[size] = 0;
    textFlags[size] = 0;
    severities[size] = 0;
    traceIds[size] = -1;
    eventNames[size] = -1;
    keyedFroms[size] = keyedSize;
    flaggedFroms[size] = flaggedSize;
    return size++;
  }

  /** What was added since is inside of it. */
  void close(int record) {
    keyedTos[record] = keyedSize;
    flaggedTos[record] = flaggedSize;
  }

  void addKeyed(int node) {
    if (keyedSize == keyed.length) {
      keyed = Arrays.copyOf(keyed, keyedSize * 2);
    }
    keyed[keyedSize++] = node;
  }

  void addFlagged(int node) {
    if (flaggedSize == flagged.length) {
      flagged = Arrays.copyOf(flagged, flaggedSize * 2);
    }
    flagged[flaggedSize++] = node;
  }

  int node(int record) {
    return nodes[record];
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
