package io.tocsin.collector.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable map that is asked with part of a byte array, without making a String of it. */
public final class SliceMap<V> {
  private record Entry<V>(byte[] key, V value) {}

  private final List<List<Entry<V>>> buckets;
  private final int mask;

  public SliceMap(Map<String, V> entries) {
    int size = Integer.highestOneBit(Math.max(4, entries.size() * 4));
    mask = size - 1;
    buckets = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      buckets.add(new ArrayList<>(1));
    }
    entries.forEach((text, value) -> {
      byte[] key = text.getBytes(StandardCharsets.UTF_8);
      buckets.get((int) Slices.hash(key, 0, key.length) & mask).add(new Entry<>(key, value));
    });
  }

  public @Nullable V get(byte[] bytes, int from, int to) {
    List<Entry<V>> bucket = buckets.get((int) Slices.hash(bytes, from, to) & mask);
    for (int i = 0; i < bucket.size(); i++) {
      if (Slices.equal(bytes, from, to, bucket.get(i).key())) {
        return bucket.get(i).value();
      }
    }
    return null;
  }
}
