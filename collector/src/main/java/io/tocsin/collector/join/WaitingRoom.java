package io.tocsin.collector.join;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stored records that may still learn their trace or account. */
final class WaitingRoom {
  private final int max;
  private final long maxBytes;
  private final Map<Object, Set<Waiting>> byKey = new HashMap<>();
  private final Set<Waiting> inOrder = new LinkedHashSet<>();
  private long bytes;

  /** One of them; compared by identity. */
  static final class Waiting {
    final Object key;
    final Joinable record;
    final String because;

    /**
     * @param key the trace or thread that it waits for
     * @param because why it had to, for the counters
     */
    Waiting(Object key, Joinable record, String because) {
      this.key = key;
      this.record = record;
      this.because = because;
    }
  }

  WaitingRoom(int max, long maxBytes) {
    this.max = max;
    this.maxBytes = maxBytes;
  }

  /** Returns those that had to leave for it: the oldest, or itself. */
  List<Waiting> add(Waiting waiting) {
    byKey.computeIfAbsent(waiting.key, unused -> new LinkedHashSet<>()).add(waiting);
    inOrder.add(waiting);
    bytes += waiting.record.bytes();
    List<Waiting> pushedOut = new ArrayList<>();
    while (inOrder.size() > max || bytes > maxBytes) {
      pushedOut.add(removeOldest());
    }
    return pushedOut;
  }

  /** All that wait for this trace or thread, in the order of their coming; they stay. */
  List<Waiting> waitingFor(Object key) {
    return List.copyOf(byKey.getOrDefault(key, Set.of()));
  }

  void remove(Waiting waiting) {
    if (inOrder.remove(waiting)) {
      forget(waiting);
    }
  }

  List<Waiting> leaveBefore(long observedNanos) {
    List<Waiting> left = new ArrayList<>();
    while (!inOrder.isEmpty() && inOrder.iterator().next().record.observedNanos() < observedNanos) {
      left.add(removeOldest());
    }
    return left;
  }

  int size() {
    return inOrder.size();
  }

  private Waiting removeOldest() {
    Iterator<Waiting> first = inOrder.iterator();
    Waiting oldest = first.next();
    first.remove();
    forget(oldest);
    return oldest;
  }

  private void forget(Waiting gone) {
    bytes -= gone.record.bytes();
    Set<Waiting> same = byKey.get(gone.key);
    if (same != null) {
      same.remove(gone);
      if (same.isEmpty()) {
        byKey.remove(gone.key);
      }
    }
  }
}
