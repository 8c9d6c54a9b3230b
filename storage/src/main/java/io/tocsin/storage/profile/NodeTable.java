package io.tocsin.storage.profile;

import java.util.Arrays;

/**
 * From (parent, frame) to node, without an object for each: open addressing, at most half full. A
 * node's first child stands where its parent's number says, others where a hash says: most nodes
 * have one child, numbered next to it, so a walk over a tree goes through this table in order too.
 */
final class NodeTable {
  private static final int FREE = -1;

  private long[] keys = new long[2_048];
  private int[] values = new int[2_048];
  private int size;

  NodeTable() {
    Arrays.fill(values, FREE);
  }

  int size() {
    return size;
  }

  /** Negative where there is none. */
  int get(int parent, int frame) {
    return values[slot(key(parent, frame))];
  }

  void put(int parent, int frame, int node) {
    makeRoom(1);
    set(key(parent, frame), node);
  }

  private void set(long key, int node) {
    int slot = slot(key);
    if (values[slot] == FREE) {
      size++;
    }
    keys[slot] = key;
    values[slot] = node;
  }

  private int slot(long key) {
    int near = (int) (key >>> 32) * 2 & keys.length - 1;
    if (values[near] == FREE || keys[near] == key) {
      return near;
    }
    long mixed = key * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32 ^ mixed) & keys.length - 1;
    while (values[slot] != FREE && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private static long key(int parent, int frame) {
    return (long) parent << 32 | frame & 0xffffffffL;
  }

  /** For so many more; to be called ahead where they are known. */
  void makeRoom(int more) {
    int length = keys.length;
    while (2L * (size + more) > length) {
      length = Math.multiplyExact(length, 2);
    }
    if (length == keys.length) {
      return;
    }
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[length];
    values = new int[length];
    Arrays.fill(values, FREE);
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != FREE) {
        set(oldKeys[i], oldValues[i]);
      }
    }
  }
}
