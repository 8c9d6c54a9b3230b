package io.tocsin.agent.mdc;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The MDC of each thread with what was removed from it: a finally block that clears it runs before
 * any handler of uncaught exceptions. A removed value is forgotten when the thread puts something
 * into an empty MDC, or after a while.
 */
public final class LastMdc {
  private final ThreadLocal<Slot> slots =
      new ThreadLocal<Slot>() {
        @Override
        protected Slot initialValue() {
          return new Slot();
        }
      };

  private final int maxEntries;
  private final long maxAgeNanos;

  /**
   * @param maxEntries of one thread; further keys are not remembered
   */
  public LastMdc(int maxEntries, long maxAgeMillis) {
    this.maxEntries = maxEntries;
    this.maxAgeNanos = maxAgeMillis * 1_000_000L;
  }

  private static final class Entry {
    String value;
    boolean removed;
    long removedNanos;

    Entry(String value) {
      this.value = value;
    }
  }

  private static final class Slot {
    final Map<String, Entry> entries = new LinkedHashMap<String, Entry>();
    int standing;
    boolean begun;
  }

  /**
   * True once for each thread: what it had in its MDC before it was watched is still to be taken
   * over.
   */
  boolean begins() {
    Slot slot = slots.get();
    boolean first = !slot.begun;
    slot.begun = true;
    return first;
  }

  void put(String key, String value) {
    Slot slot = slots.get();
    if (slot.standing == 0) {
      slot.entries.clear();
    }
    Entry entry = slot.entries.get(key);
    if (entry == null) {
      if (slot.entries.size() >= maxEntries) {
        forgetRemoved(slot);
      }
      if (slot.entries.size() < maxEntries) {
        slot.entries.put(key, new Entry(value));
        slot.standing++;
      }
      return;
    }
    if (entry.removed) {
      slot.standing++;
    }
    entry.value = value;
    entry.removed = false;
  }

  void remove(String key) {
    Slot slot = slots.get();
    Entry entry = slot.entries.get(key);
    if (entry != null) {
      remove(slot, entry, System.nanoTime());
    }
  }

  void clear() {
    Slot slot = slots.get();
    long now = System.nanoTime();
    for (Entry each : slot.entries.values()) {
      remove(slot, each, now);
    }
  }

  /** Of the calling thread. */
  public RecalledMdc recall() {
    long now = System.nanoTime();
    Map<String, String> values = new LinkedHashMap<String, String>();
    long oldest = 0;
    for (Map.Entry<String, Entry> each : slots.get().entries.entrySet()) {
      Entry entry = each.getValue();
      long age = entry.removed ? now - entry.removedNanos : 0;
      if (age <= maxAgeNanos) {
        values.put(each.getKey(), entry.value);
        oldest = Math.max(oldest, age);
      }
    }
    return new RecalledMdc(values, oldest);
  }

  void replace(@Nullable Map<String, String> values) {
    clear();
    if (values == null) {
      return;
    }
    for (Map.Entry<String, String> each : values.entrySet()) {
      if (each.getKey() != null && each.getValue() != null) {
        put(each.getKey(), each.getValue());
      }
    }
  }

  private static void remove(Slot slot, Entry entry, long now) {
    if (!entry.removed) {
      entry.removed = true;
      entry.removedNanos = now;
      slot.standing--;
    }
  }

  private static void forgetRemoved(Slot slot) {
    for (Iterator<Entry> all = slot.entries.values().iterator(); all.hasNext(); ) {
      if (all.next().removed) {
        all.remove();
      }
    }
  }
}
