package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.OpenedIncident;
import io.tocsin.model.incident.OpenedIncidents;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.signal.SignalStore;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Signals, incidents and their ledger in maps, each call one transaction. */
public final class MemoryHouse
    implements SignalStore, IncidentJournal, IncidentStore, OpenedIncidents {
  private final Map<SignalId, Signal> pending = new LinkedHashMap<>();
  private final Set<SignalId> known = new HashSet<>();
  private final Map<String, FaultRef> faults = new HashMap<>();
  private final Map<UUID, Incident> incidents = new LinkedHashMap<>();
  private final Map<UUID, List<TimelineEvent>> timelines = new HashMap<>();
  private final Map<UUID, Set<String>> accounts = new HashMap<>();
  private final Map<UUID, Set<String>> tenantCodes = new HashMap<>();
  private final MemoryLedger ledger;
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private final InstantSource clock;
  private long numbers;

  public MemoryHouse(InstantSource clock) {
    this.clock = clock;
    this.ledger = new MemoryLedger();
  }

  public MemoryLedger ledger() {
    return ledger;
  }

  public MemoryDeliveries deliveries() {
    return deliveries;
  }

  @Override
  public synchronized int post(List<Signal> signals) {
    int fresh = 0;
    for (Signal signal : signals) {
      if (known.add(signal.id())) {
        pending.put(signal.id(), signal);
        fresh++;
      }
    }
    return fresh;
  }

  /** How many different signals were posted. */
  public synchronized int posted() {
    return known.size();
  }

  @Override
  public synchronized List<Signal> pending(int limit) {
    return pending.values().stream().limit(limit).toList();
  }

  @Override
  public synchronized FaultRef fault(TenantId tenant, Fingerprint print, Instant firstSeen) {
    return faults.computeIfAbsent(
        tenant + "|" + print,
        key -> new FaultRef(FaultRef.idOf(tenant, print), tenant, faults.size() + 1, firstSeen));
  }

  @Override
  public synchronized Optional<Incident> latestEpisode(FaultRef fault, String environment) {
    return incidents.values().stream()
        .filter(i -> i.fault().equals(fault) && i.source().environment().equals(environment))
        .max(Comparator.comparingInt(Incident::episode));
  }

  @Override
  public synchronized long nextNumber(TenantId tenant) {
    return ++numbers;
  }

  @Override
  public synchronized Optional<Incident> record(IncidentChange change) {
    Incident after = change.after();
    Incident before = incidents.get(after.id());
    boolean stale = (before == null ? 0 : before.version()) != after.version();
    boolean episodeTaken =
        before == null
            && latestEpisode(after.fault(), after.source().environment())
                .filter(latest -> latest.episode() >= after.episode())
                .isPresent();
    if (stale || episodeTaken || !pending.keySet().containsAll(change.handled())) {
      return Optional.empty();
    }
    change.handled().forEach(pending::remove);
    Set<String> touched = accounts.computeIfAbsent(after.id(), id -> new HashSet<>());
    touched.addAll(change.accounts());
    Set<String> codes = tenantCodes.computeIfAbsent(after.id(), id -> new HashSet<>());
    codes.addAll(change.tenantCodes());
    long occurrences = before == null ? 0 : before.blast().occurrences();
    Incident row =
        written(
            after,
            new BlastRadius(
                occurrences + change.addedOccurrences(),
                touched.size(),
                codes.size(),
                after.blast().accountsAreLowerBound()));
    incidents.put(row.id(), row);
    timelines.computeIfAbsent(row.id(), id -> new ArrayList<>()).addAll(change.events());
    if (change.fileTicket()) {
      ledger.file(row, clock.instant());
    }
    change.acts().forEach(intent -> ledger.intend(row, intent, clock.instant()));
    change
        .notices()
        .forEach(intent -> deliveries.intend(row, change.events(), intent, clock.instant()));
    return Optional.of(row);
  }

  private static Incident written(Incident i, BlastRadius blast) {
    return new Incident(
        i.id(),
        i.number(),
        i.tenant(),
        i.fault(),
        i.episode(),
        i.state(),
        i.source(),
        i.lastVersion(),
        i.facts(),
        i.sample(),
        i.traceId(),
        i.account(),
        i.openedAt(),
        i.firstSeen(),
        i.lastSeen(),
        i.owner(),
        i.assignee(),
        i.mute(),
        i.ticketKey(),
        blast,
        i.version() + 1);
  }

  @Override
  public synchronized Optional<Incident> find(TenantId tenant, UUID id) {
    return Optional.ofNullable(incidents.get(id)).filter(i -> i.tenant().equals(tenant));
  }

  @Override
  public synchronized Optional<Incident> find(TenantId tenant, long number) {
    return all().stream().filter(i -> i.tenant().equals(tenant) && i.number() == number).findAny();
  }

  @Override
  public synchronized Page<Incident> search(IncidentQuery query) {
    List<Incident> found =
        all().stream()
            .filter(i -> i.tenant().equals(query.tenant()))
            .filter(i -> query.states().isEmpty() || query.states().contains(i.state()))
            .sorted(order(query.sort()))
            .toList();
    return new Page<>(
        found.stream().skip(query.offset()).limit(query.limit()).toList(),
        found.size(),
        false,
        null);
  }

  @Override
  public synchronized List<Incident> openOf(TenantId tenant, Set<UUID> faults) {
    return all().stream()
        .filter(i -> i.tenant().equals(tenant) && faults.contains(i.fault().id()))
        .filter(i -> i.state() != Incident.State.CLOSED)
        .toList();
  }

  @Override
  public synchronized List<OpenedIncident> openedSince(TenantId tenant, Instant since, int limit) {
    return all().stream()
        .filter(i -> i.tenant().equals(tenant) && !i.openedAt().isBefore(since))
        .filter(i -> i.state() != Incident.State.CLOSED)
        .sorted(Comparator.comparing(Incident::openedAt).thenComparing(Incident::number))
        .limit(limit)
        .map(i -> new OpenedIncident(tenant, i.id(), i.facts().kind(), i.openedAt()))
        .toList();
  }

  private static Comparator<Incident> order(IncidentQuery.Sort sort) {
    Comparator<Incident> order =
        switch (sort) {
          case LAST_SEEN -> Comparator.comparing(Incident::lastSeen);
          case OPENED -> Comparator.comparing(Incident::openedAt);
          case OCCURRENCES -> Comparator.comparing(i -> i.blast().occurrences());
          case ACCOUNTS -> Comparator.comparing(i -> i.blast().accounts());
        };
    return order.thenComparing(Incident::number).reversed();
  }

  @Override
  public synchronized List<TimelineEvent> timeline(TenantId tenant, UUID incident) {
    return timelines.getOrDefault(incident, List.of()).stream()
        .sorted(Comparator.comparing(TimelineEvent::at))
        .toList();
  }

  public synchronized List<Incident> all() {
    return List.copyOf(incidents.values());
  }

  /** Kinds of its events in the order in which they happened. */
  public List<TimelineEvent.Kind> told(Incident incident) {
    return timeline(incident.tenant(), incident.id()).stream().map(TimelineEvent::kind).toList();
  }
}
