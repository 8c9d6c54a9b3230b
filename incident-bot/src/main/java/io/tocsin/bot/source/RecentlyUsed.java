package io.tocsin.bot.source;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the values that were asked for last, so many and no more. Not safe for many threads. */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int limit;

  public RecentlyUsed(int limit) {
    super(16, 0.75f, true);
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
