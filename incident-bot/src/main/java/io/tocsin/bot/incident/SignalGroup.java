package io.tocsin.bot.incident;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pending signals that say the same, decided upon together.
 *
 * @param signals at least one, by event time; those that only complete others behind the rest
 */
record SignalGroup(Key key, List<Signal> signals) {
  private static final Comparator<Signal> OCCURRENCES_FIRST =
      Comparator.comparing((Signal signal) -> signal.count() == 0)
          .thenComparingLong(Signal::firstNanos);

  /** What makes signals say the same. Coloured load-test traffic is a matter of its own. */
  record Key(TenantId tenant, Fingerprint fingerprint, String environment, boolean loadTest) {
    static Key of(Signal signal) {
      return new Key(
          signal.tenant(), signal.fingerprint(), signal.source().environment(), signal.loadTest());
    }
  }

  SignalGroup {
    signals = signals.stream().sorted(OCCURRENCES_FIRST).toList();
  }

  /**
   * Those of one fault in one environment together, as they may be of one incident; all in the
   * order in which their first came.
   */
  static List<List<SignalGroup>> byPlace(List<Signal> pending) {
    Map<Place, Map<Key, List<Signal>>> places = new LinkedHashMap<>();
    for (Signal signal : pending) {
      places
          .computeIfAbsent(Place.of(signal), any -> new LinkedHashMap<>())
          .computeIfAbsent(Key.of(signal), any -> new ArrayList<>())
          .add(signal);
    }
    return places.values().stream()
        .map(groups ->
            groups.entrySet().stream()
                .map(group -> new SignalGroup(group.getKey(), group.getValue()))
                .toList())
        .toList();
  }

  private record Place(TenantId tenant, Fingerprint fingerprint, String environment) {
    static Place of(Signal signal) {
      return new Place(signal.tenant(), signal.fingerprint(), signal.source().environment());
    }
  }

  Signal first() {
    return signals.getFirst();
  }

  long count() {
    return signals.stream().mapToLong(Signal::count).sum();
  }

  Instant firstSeen() {
    return instant(signals.stream().mapToLong(Signal::firstNanos).min().orElseThrow());
  }

  Instant lastSeen() {
    return instant(last().lastNanos());
  }

  @Nullable String lastVersion() {
    return last().source().version();
  }

  private Signal last() {
    return signals.stream().max(Comparator.comparingLong(Signal::lastNanos)).orElseThrow();
  }

  List<SignalId> ids() {
    return signals.stream().map(Signal::id).toList();
  }

  Set<String> accounts() {
    Set<String> all = new HashSet<>();
    signals.forEach(signal -> all.addAll(signal.accounts()));
    return all;
  }

  /** Whether a signal names as many accounts as one may: there may be more. */
  boolean mayHideAccounts() {
    return signals.stream().anyMatch(signal -> signal.accounts().size() >= Signal.MAX_ACCOUNTS);
  }

  Set<String> tenantCodes() {
    Set<String> all = new HashSet<>();
    signals.forEach(signal -> all.addAll(signal.tenantCodes()));
    return all;
  }

  /** The part that had happened by then; null where none had. */
  @Nullable SignalGroup until(Instant end) {
    return where(signal -> !instant(signal.lastNanos()).isAfter(end));
  }

  /** The part that went on after then; null where none did. */
  @Nullable SignalGroup after(Instant end) {
    return where(signal -> instant(signal.lastNanos()).isAfter(end));
  }

  /** The part of which that is true; null where there is none. */
  @Nullable SignalGroup where(Predicate<Signal> which) {
    List<Signal> some = signals.stream().filter(which).toList();
    return some.isEmpty() ? null : new SignalGroup(key, some);
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }
}
