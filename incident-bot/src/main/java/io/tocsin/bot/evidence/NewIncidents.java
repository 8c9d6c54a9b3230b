package io.tocsin.bot.evidence;

import io.tocsin.bot.source.RecentlyUsed;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.OpenedIncident;
import io.tocsin.model.incident.OpenedIncidents;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Incidents of the last minutes, and how far the look at each has come. Read from the store bit by
 * bit: after a restart all of them, then what is new. For many threads.
 */
final class NewIncidents {
  private static final int AT_ONCE = 1_000;
  private static final int KEPT = 10_000;

  /** Several processes open incidents, and one that is written late has an earlier time. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private enum Step {
    LOOKED_FOR,
    EXPLAINED,
    GATHERED
  }

  private static final class Progress {
    private final OpenedIncident incident;
    private Step step = Step.LOOKED_FOR;
    private Instant again;

    Progress(OpenedIncident incident) {
      this.incident = incident;
      this.again = incident.openedAt();
    }
  }

  private final OpenedIncidents store;
  private final Map<TenantId, Instant> readUntil = new HashMap<>();
  private final Map<UUID, Progress> underWay = new LinkedHashMap<>();
  private final Map<UUID, Step> passed = new RecentlyUsed<>(KEPT);

  NewIncidents(OpenedIncidents store) {
    this.store = store;
  }

  /**
   * Takes in what was opened since the last call.
   *
   * @param since what was opened before is left alone from now on
   */
  void read(TenantId tenant, Instant since) {
    Instant from = later(since, readUntil(tenant).minus(LATE));
    List<OpenedIncident> some;
    do {
      some = store.openedSince(tenant, from, AT_ONCE);
      take(some);
      from = some.isEmpty() ? from : later(from, some.getLast().openedAt());
    } while (some.size() == AT_ONCE && some.getFirst().openedAt().isBefore(from));
    forget(tenant, since, from);
  }

  private synchronized Instant readUntil(TenantId tenant) {
    return readUntil.getOrDefault(tenant, Instant.MIN.plus(LATE));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private synchronized void take(List<OpenedIncident> some) {
    for (OpenedIncident incident : some) {
      if (passed.get(incident.id()) != Step.GATHERED) {
        underWay.computeIfAbsent(incident.id(), id -> new Progress(incident));
      }
    }
  }

  private synchronized void forget(TenantId tenant, Instant since, Instant read) {
    readUntil.put(tenant, read);
    underWay
        .values()
        .removeIf(
            one -> one.incident.tenant().equals(tenant) && one.incident.openedAt().isBefore(since));
  }

  /** Exceptions last: they have all they need at once. */
  List<OpenedIncident> lookedFor() {
    return at(Step.LOOKED_FOR).stream()
        .sorted(Comparator.comparing(one -> one.kind() == FaultFacts.Kind.EXCEPTION))
        .toList();
  }

  /** Of which nothing more is looked for. */
  List<OpenedIncident> explained() {
    return at(Step.EXPLAINED);
  }

  private synchronized List<OpenedIncident> at(Step step) {
    return underWay.values().stream()
        .filter(one -> one.step == step)
        .map(one -> one.incident)
        .toList();
  }

  synchronized boolean isDue(UUID incident, Instant now) {
    Progress progress = underWay.get(incident);
    return progress != null && !progress.again.isAfter(now);
  }

  /** Not all was there, or it is not time yet: not to be asked again before then. */
  synchronized void again(UUID incident, Instant at) {
    Progress progress = underWay.get(incident);
    if (progress != null) {
      progress.again = at;
    }
  }

  synchronized void explained(UUID incident) {
    passed.put(incident, Step.EXPLAINED);
    Progress progress = underWay.get(incident);
    if (progress != null) {
      progress.step = Step.EXPLAINED;
      progress.again = progress.incident.openedAt();
    }
  }

  synchronized void gathered(UUID incident) {
    passed.put(incident, Step.GATHERED);
    underWay.remove(incident);
  }

  synchronized boolean isExplained(UUID incident) {
    return passed.containsKey(incident);
  }
}
