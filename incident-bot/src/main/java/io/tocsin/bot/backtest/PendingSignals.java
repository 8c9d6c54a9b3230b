package io.tocsin.bot.backtest;

import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.signal.SignalStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The signals of one moment, until they are taken in. */
final class PendingSignals implements SignalStore {
  private final Map<SignalId, Signal> pending = new LinkedHashMap<>();

  @Override
  public int post(List<Signal> signals) {
    signals.forEach(signal -> pending.put(signal.id(), signal));
    return signals.size();
  }

  @Override
  public List<Signal> pending(int limit) {
    return pending.values().stream().limit(limit).toList();
  }

  void takeIn(Collection<SignalId> handled) {
    pending.keySet().removeAll(handled);
  }

  /** Leaves out what cannot be taken in; returns how many. */
  int drop() {
    int left = pending.size();
    pending.clear();
    return left;
  }
}
