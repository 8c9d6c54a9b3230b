package io.tocsin.collector;

import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.signal.SignalStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signals by id, each written once. */
public final class InMemorySignals implements SignalStore {
  private final Map<SignalId, Signal> signals = new LinkedHashMap<>();
  private int failures;

  public synchronized void failNext(int times) {
    failures = times;
  }

  @Override
  public synchronized int post(List<Signal> posted) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("database is locked");
    }
    int before = signals.size();
    posted.forEach(signal -> signals.putIfAbsent(signal.id(), signal));
    return signals.size() - before;
  }

  @Override
  public synchronized List<Signal> pending(int limit) {
    return signals.values().stream().limit(limit).toList();
  }

  public synchronized List<Signal> all() {
    return new ArrayList<>(signals.values());
  }
}
