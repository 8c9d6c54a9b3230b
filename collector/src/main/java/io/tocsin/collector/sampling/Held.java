package io.tocsin.collector.sampling;

import io.tocsin.collector.join.Joinable;
import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.RecordId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records of traces that have no error yet: those left out, and those that stand for several. Kept
 * in memory alone: what is lost with it was to be left out anyway.
 */
final class Held {
  /** A trace of a tenant. */
  record Trace(TenantId tenant, String id) {}

  /**
   * @param left not in the store
   */
  record One(Trace trace, RecordId id, Joinable record, boolean left) {}

  private final SamplingConfig config;
  private final Map<RecordId, One> inOrder = new LinkedHashMap<>();
  private final Map<Trace, Set<RecordId>> byTrace = new HashMap<>();
  private long bytes;
  private long givenUp;

  Held(SamplingConfig config) {
    this.config = config;
  }

  void add(One one) {
    remove(one.id());
    inOrder.put(one.id(), one);
    byTrace.computeIfAbsent(one.trace(), k -> new LinkedHashSet<>()).add(one.id());
    bytes += one.record().bytes();
    while (inOrder.size() > config.maxHeld() || bytes > config.maxHeldBytes()) {
      remove(inOrder.keySet().iterator().next());
      givenUp++;
    }
  }

  /** Whether it was left out, as far as is remembered. */
  boolean left(RecordId id) {
    One one = inOrder.get(id);
    return one != null && one.left();
  }

  List<One> take(Trace trace) {
    List<One> taken = new ArrayList<>();
    for (RecordId id : List.copyOf(byTrace.getOrDefault(trace, Set.of()))) {
      One one = inOrder.get(id);
      if (one != null) {
        taken.add(one);
        remove(id);
      }
    }
    return taken;
  }

  void leaveBefore(long observedNanos) {
    Iterator<One> oldest = inOrder.values().iterator();
    List<RecordId> gone = new ArrayList<>();
    while (oldest.hasNext()) {
      One one = oldest.next();
      if (one.record().observedNanos() >= observedNanos) {
        break;
      }
      gone.add(one.id());
    }
    gone.forEach(this::remove);
  }

  long givenUp() {
    return givenUp;
  }

  private void remove(RecordId id) {
    One one = inOrder.remove(id);
    if (one == null) {
      return;
    }
    bytes -= one.record().bytes();
    Set<RecordId> same = byTrace.get(one.trace());
    if (same != null && same.remove(id) && same.isEmpty()) {
      byTrace.remove(one.trace());
    }
  }
}
