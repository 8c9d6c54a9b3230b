package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.incident.Affected;
import io.tocsin.model.incident.AffectedSearch;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Incidents in memory, with the port's rules on tenants and versions. */
public final class MemoryIncidents implements IncidentStore, IncidentJournal, AffectedSearch {
  private final Map<UUID, Incident> rows = new ConcurrentHashMap<>();
  private final Map<UUID, List<TimelineEvent>> events = new ConcurrentHashMap<>();
  private final AtomicInteger collisions = new AtomicInteger();

  /** The next {@code count} changes find that somebody else was first. */
  public void collide(int count) {
    collisions.set(count);
  }

  public void put(Incident incident, List<TimelineEvent> timeline) {
    rows.put(incident.id(), incident);
    events.put(incident.id(), new CopyOnWriteArrayList<>(timeline));
  }

  @Override
  public Optional<Incident> find(TenantId tenant, UUID id) {
    return Optional.ofNullable(rows.get(id)).filter(i -> i.tenant().equals(tenant));
  }

  @Override
  public Optional<Incident> find(TenantId tenant, long number) {
    return rows.values().stream()
        .filter(i -> i.tenant().equals(tenant) && i.number() == number)
        .findFirst();
  }

  @Override
  public Page<Incident> search(IncidentQuery query) {
    List<Incident> all =
        rows.values().stream().filter(i -> matches(i, query)).sorted(order(query.sort())).toList();
    List<Incident> some = all.stream().skip(query.offset()).limit(query.limit()).toList();
    return new Page<>(some, all.size(), false, null);
  }

  @Override
  public List<Incident> openOf(TenantId tenant, Set<UUID> faults) {
    return rows.values().stream()
        .filter(i -> i.tenant().equals(tenant) && faults.contains(i.fault().id()))
        .filter(i -> i.state() != Incident.State.CLOSED)
        .toList();
  }

  private static boolean matches(Incident i, IncidentQuery query) {
    String text =
        (i.facts().type() + ' ' + i.facts().message() + ' ' + i.source().service())
            .toLowerCase(Locale.ROOT);
    return i.tenant().equals(query.tenant())
        && (query.states().isEmpty() || query.states().contains(i.state()))
        && (query.service() == null || i.source().service().equals(query.service()))
        && (query.environment() == null || i.source().environment().equals(query.environment()))
        && (query.text() == null || text.contains(query.text().toLowerCase(Locale.ROOT)));
  }

  private static Comparator<Incident> order(IncidentQuery.Sort sort) {
    Comparator<Incident> order =
        switch (sort) {
          case LAST_SEEN -> Comparator.comparing(Incident::lastSeen);
          case OPENED -> Comparator.comparing(Incident::openedAt);
          case OCCURRENCES -> Comparator.comparing(i -> i.blast().occurrences());
          case ACCOUNTS -> Comparator.comparing(i -> i.blast().accounts());
        };
    return order.reversed().thenComparing(Incident::number);
  }

  @Override
  public List<TimelineEvent> timeline(TenantId tenant, UUID incident) {
    return find(tenant, incident).map(i -> List.copyOf(events.get(i.id()))).orElse(List.of());
  }

  /** As many as its numbers say, in names made of them. */
  @Override
  public Affected affected(TenantId tenant, UUID incident, int limit) {
    return find(tenant, incident)
        .map(i ->
            new Affected(
                names("acct_%020d", i.blast().accounts(), limit),
                names("T%03d", i.blast().tenantCodes(), limit)))
        .orElse(Affected.NOBODY);
  }

  private static List<String> names(String form, long count, int limit) {
    return LongStream.rangeClosed(1, Math.min(count, limit))
        .mapToObj(n -> String.format(Locale.ROOT, form, n))
        .toList();
  }

  @Override
  public synchronized Optional<Incident> record(IncidentChange change) {
    Incident after = change.after();
    Incident before = rows.get(after.id());
    boolean collides = collisions.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    if (collides || before == null || before.version() != after.version()) {
      return Optional.empty();
    }
    Incident written = withVersion(after, after.version() + 1);
    rows.put(after.id(), written);
    events.computeIfAbsent(after.id(), id -> new ArrayList<>()).addAll(change.events());
    return Optional.of(written);
  }

  private static Incident withVersion(Incident i, long version) {
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
        i.blast(),
        version);
  }

  @Override
  public FaultRef fault(TenantId tenant, Fingerprint fingerprint, Instant firstSeen) {
    throw new UnsupportedOperationException("the console makes no faults");
  }

  @Override
  public Optional<Incident> latestEpisode(FaultRef fault, String environment) {
    return rows.values().stream()
        .filter(i -> i.fault().id().equals(fault.id()))
        .filter(i -> i.source().environment().equals(environment))
        .max(Comparator.comparingInt(Incident::episode));
  }

  @Override
  public long nextNumber(TenantId tenant) {
    throw new UnsupportedOperationException("the console opens no incidents");
  }
}
