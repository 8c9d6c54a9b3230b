package io.tocsin.collector.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by kind. For one thread. */
public final class Tally {
  private String[] kinds = new String[8];
  private int[] counts = new int[8];
  private int size;

  public void clear() {
    size = 0;
  }

  public void add(String kind, int count) {
    for (int i = 0; i < size; i++) {
      if (kinds[i].equals(kind)) {
        counts[i] += count;
        return;
      }
    }
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    kinds[size] = kind;
    counts[size++] = count;
  }

  public Map<String, Integer> counts() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      all.put(kinds[i], counts[i]);
    }
    return all;
  }
}
