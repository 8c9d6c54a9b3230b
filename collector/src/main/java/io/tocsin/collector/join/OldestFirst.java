package io.tocsin.collector.join;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table bounded in count and age that forgets what was not asked for longest. Ages are by
 * observed time, and lanes are read one before the other, so entries may be out of order: one that
 * is young by its own time keeps those behind it until the count limit.
 */
final class OldestFirst<K, V> {
  private final int max;
  private final ToLongFunction<V> observedNanos;
  private final Runnable onEviction;
  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param observedNanos of an entry: when it was last told something
   * @param onEviction called for each entry that goes before its time because there are too many
   */
  OldestFirst(int max, ToLongFunction<V> observedNanos, Runnable onEviction) {
    this.max = max;
    this.observedNanos = observedNanos;
    this.onEviction = onEviction;
  }

  @Nullable V get(K key) {
    return entries.get(key);
  }

  V getOrAdd(K key, Function<K, V> make) {
    V value = entries.computeIfAbsent(key, make);
    if (entries.size() > max) {
      removeFirst();
      onEviction.run();
    }
    return value;
  }

  void forgetBefore(long nanos) {
    while (!entries.isEmpty()
        && observedNanos.applyAsLong(entries.values().iterator().next()) < nanos) {
      removeFirst();
    }
  }

  int size() {
    return entries.size();
  }

  private void removeFirst() {
    Iterator<K> first = entries.keySet().iterator();
    first.next();
    first.remove();
  }
}
