package io.tocsin.bot.readback;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Ids of tickets that somebody said have changed, each once, until they are looked at. Past the
 * limit they are forgotten: the next poll finds them. Safe for many threads.
 */
final class Hints {
  private static final int MAX = 1_000;

  private final Set<String> ids = new LinkedHashSet<>();

  synchronized void add(String id) {
    if (ids.size() < MAX) {
      ids.add(id);
    }
  }

  synchronized boolean isEmpty() {
    return ids.isEmpty();
  }

  /** All of them; then there are none. */
  synchronized List<String> take() {
    List<String> all = List.copyOf(ids);
    ids.clear();
    return all;
  }
}
