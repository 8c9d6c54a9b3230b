package io.tocsin.collector.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map that is asked with part of a byte array, without making a String of it. A key
 * that finds its place taken has the next free one.
 */
public final class SliceMap<V> {
  private final byte[] @Nullable [] keys;
  private final List<@Nullable V> values;
  private final int mask;

  public SliceMap(Map<String, V> entries) {
    int size = Integer.highestOneBit(Math.max(4, entries.size() * 4));
    mask = size - 1;
    keys = new byte[size][];
    values = new ArrayList<>(Collections.nCopies(size, null));
    entries.forEach((text, value) -> {
      byte[] key = text.getBytes(StandardCharsets.UTF_8);
      int at = (int) Slices.hash(key, 0, key.length) & mask;
      while (keys[at] != null) {
        at = at + 1 & mask;
      }
      keys[at] = key;
      values.set(at, value);
    });
  }

  public @Nullable V get(byte[] bytes, int from, int to) {
    int at = (int) Slices.hash(bytes, from, to) & mask;
    for (byte @Nullable [] key = keys[at]; key != null; key = keys[at]) {
      if (Slices.equal(bytes, from, to, key)) {
        return values.get(at);
      }
      at = at + 1 & mask;
    }
    return null;
  }
}
