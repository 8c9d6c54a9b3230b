package io.tocsin.bot.evidence;

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
import org.jspecify.annotations.Nullable;

/**
 * Incidents of the last minutes, and how far the look at each has come. Read from the store bit by
 * bit: after a restart all of them, then what is new, now and then all again. For many threads.
 */
final class NewIncidents {
  private static final int AT_ONCE = 1_000;

  /** A few hundred bytes each; what is beyond comes in when others are old. */
  private static final int MOST = 20_000;

  /** Several processes open incidents, and one that is written late has an earlier time. */
  private static final Duration LATE = Duration.ofSeconds(10);

  /** One may be written later than that, by a process that was stopped in the middle. */
  private static final Duration ALL_EVERY = Duration.ofMinutes(1);

  private enum Step {
    LOOKED_FOR,
    EXPLAINED,
    GATHERED
  }

  private static final class Progress {
    private final OpenedIncident incident;
    private Step step = Step.LOOKED_FOR;
    private @Nullable Instant lookedAt;

    /**
     * An exception has all it needs at once, and its ticket is being filed: not to be disturbed.
     */
    Progress(OpenedIncident incident) {
      this.incident = incident;
      this.lookedAt = incident.kind() == FaultFacts.Kind.EXCEPTION ? incident.openedAt() : null;
    }

    /** Also where the clock was set back since. */
    boolean isDue(Instant now, Duration every) {
      Instant before = lookedAt;
      return before == null || now.isBefore(before) || !now.isBefore(before.plus(every));
    }
  }

  private record Reading(Instant until, Instant allAt) {
    /** Also where the clock was set back since. */
    boolean isOld(Instant now) {
      return now.isBefore(allAt) || !now.isBefore(allAt.plus(ALL_EVERY));
    }
  }

  private final OpenedIncidents store;
  private final Map<TenantId, Reading> readings = new HashMap<>();
  private final Map<UUID, Progress> recent = new LinkedHashMap<>();

  NewIncidents(OpenedIncidents store) {
    this.store = store;
  }

  /**
   * Takes in what was opened since the last call.
   *
   * @param since what was opened before is left alone from now on
   * @return how many are left alone though nobody has looked at them to the end
   */
  int read(TenantId tenant, Instant since, Instant now) {
    Reading before = reading(tenant);
    return before == null || before.isOld(now)
        ? read(tenant, since, since, now, now)
        : read(tenant, later(since, before.until().minus(LATE)), since, before.allAt(), now);
  }

  private int read(TenantId tenant, Instant begin, Instant since, Instant allAt, Instant now) {
    Instant from = begin;
    List<OpenedIncident> some;
    do {
      some = store.openedSince(tenant, from, AT_ONCE);
      take(some);
      from = some.isEmpty() ? from : later(from, some.getLast().openedAt());
    } while (some.size() == AT_ONCE && some.getFirst().openedAt().isBefore(from));
    // A clock that was set back opens incidents before those that are known.
    Instant until = from.isBefore(now) ? from : now;
    return forget(tenant, since, new Reading(until, allAt));
  }

  private synchronized @Nullable Reading reading(TenantId tenant) {
    return readings.get(tenant);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private synchronized void take(List<OpenedIncident> some) {
    for (OpenedIncident incident : some) {
      if (recent.size() < MOST) {
        recent.computeIfAbsent(incident.id(), id -> new Progress(incident));
      }
    }
  }

  private synchronized int forget(TenantId tenant, Instant since, Reading reading) {
    readings.put(tenant, reading);
    List<Progress> old =
        recent.values().stream()
            .filter(one ->
                one.incident.tenant().equals(tenant) && one.incident.openedAt().isBefore(since))
            .toList();
    old.forEach(one -> recent.remove(one.incident.id()));
    return (int) old.stream().filter(one -> one.step == Step.LOOKED_FOR).count();
  }

  /**
   * Whose evidence is to be looked for now: exceptions last, as they have all they need at once;
   * among equals those that nobody has looked at for longest.
   *
   * @param every at most so often each
   */
  synchronized List<OpenedIncident> due(Instant now, Duration every, int limit) {
    return recent.values().stream()
        .filter(one -> one.step == Step.LOOKED_FOR && one.isDue(now, every))
        .sorted(
            Comparator.comparing((Progress one) -> one.incident.kind() == FaultFacts.Kind.EXCEPTION)
                .thenComparing(
                    one -> one.lookedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
        .limit(limit)
        .map(one -> one.incident)
        .toList();
  }

  /** Of which nothing more is looked for, and whose files are to be made now. */
  synchronized List<OpenedIncident> explained(Instant now, Duration every, int limit) {
    return recent.values().stream()
        .filter(one -> one.step == Step.EXPLAINED && one.isDue(now, every))
        .limit(limit)
        .map(one -> one.incident)
        .toList();
  }

  synchronized int lookedFor() {
    return (int) recent.values().stream().filter(one -> one.step == Step.LOOKED_FOR).count();
  }

  /** Not all was there, or it is not time yet. */
  synchronized void again(UUID incident, Instant now) {
    Progress progress = recent.get(incident);
    if (progress != null) {
      progress.lookedAt = now;
    }
  }

  synchronized void explained(UUID incident) {
    pass(incident, Step.EXPLAINED);
  }

  synchronized void gathered(UUID incident) {
    pass(incident, Step.GATHERED);
  }

  private void pass(UUID incident, Step step) {
    Progress progress = recent.get(incident);
    if (progress != null) {
      progress.step = step;
      progress.lookedAt = null;
    }
  }

  synchronized boolean isExplained(UUID incident) {
    Progress progress = recent.get(incident);
    return progress != null && progress.step != Step.LOOKED_FOR;
  }
}
