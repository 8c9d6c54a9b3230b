package io.tocsin.bot.incident;

import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signals that could not be taken in. They sit rounds out, twice as many with each failure, so that
 * the oldest ones do not keep all tenants' others waiting. Used by one thread.
 */
final class FailedSignals {
  /** Beyond, signals are tried in each round: it bounds what one look reads. */
  private static final int MAX_SIGNALS = 5_000;

  /** With the usual sweep about five minutes. */
  private static final int MAX_ROUNDS = 64;

  private final Map<SignalId, Failure> failures = new HashMap<>();
  private long round;

  private record Failure(int roundsOut, long nextRound) {}

  int size() {
    return failures.size();
  }

  /** Begins a round: those that do not sit it out, as many as the limit allows. */
  List<Signal> others(List<Signal> pending, int limit) {
    round++;
    Set<SignalId> waiting = pending.stream().map(Signal::id).collect(Collectors.toSet());
    failures.keySet().retainAll(waiting);
    return pending.stream().filter(this::isDue).limit(limit).toList();
  }

  private boolean isDue(Signal signal) {
    Failure failure = failures.get(signal.id());
    return failure == null || failure.nextRound() <= round;
  }

  void add(List<Signal> signals) {
    for (Signal signal : signals) {
      Failure before = failures.get(signal.id());
      if (before != null || failures.size() < MAX_SIGNALS) {
        int out = before == null ? 1 : Math.min(2 * before.roundsOut(), MAX_ROUNDS);
        failures.put(signal.id(), new Failure(out, round + out + 1));
      }
    }
  }

  void remove(List<Signal> signals) {
    signals.forEach(signal -> failures.remove(signal.id()));
  }
}
