package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Incidents as they would be, in memory. What is not there is looked for among those that were
 * before, as it was at that time. Of timelines only what later decisions look at is kept, of stacks
 * nothing.
 */
final class PlayedIncidents implements IncidentJournal, IncidentStore {
  private final Past past;
  private final PlayedLedger ledger;
  private final PendingSignals pending;
  private final PlayedFiling filing;
  private final Instant from;
  private final InstantSource clock;
  private final Map<UUID, Incident> byId = new LinkedHashMap<>();
  private final Map<Place, UUID> newest = new HashMap<>();
  private final Map<UUID, List<TimelineEvent>> timelines = new HashMap<>();
  private final Map<UUID, FaultRef> faults = new HashMap<>();
  private final NavigableSet<Muted> muted =
      new TreeSet<>(Comparator.comparing(Muted::until).thenComparing(Muted::incident));
  private long faultNumber;
  private long number;

  /** One that is open and mute. */
  private record Muted(Instant until, UUID incident) {
    static Optional<Muted> of(@Nullable Incident incident) {
      return incident == null
              || incident.mute() == null
              || incident.state() == Incident.State.CLOSED
          ? Optional.empty()
          : Optional.of(new Muted(incident.mute().until(), incident.id()));
    }
  }

  /**
   * @param from the first moment that is played through
   */
  PlayedIncidents(
      Past past,
      PlayedLedger ledger,
      PendingSignals pending,
      PlayedFiling filing,
      Instant from,
      InstantSource clock) {
    this.past = past;
    this.ledger = ledger;
    this.pending = pending;
    this.filing = filing;
    this.from = from;
    this.clock = clock;
    this.number = past.highestNumber();
    this.faultNumber = past.faults().stream().mapToLong(FaultRef::number).max().orElse(0);
  }

  int size() {
    return byId.size();
  }

  Collection<Incident> all() {
    return byId.values();
  }

  /** When to look at mutes again; {@link Instant#MAX} while nothing is mute. */
  Instant nextUnmute() {
    return muted.isEmpty() ? Instant.MAX : muted.first().until();
  }

  /** Brings in one that there was, as it is at the time of the clock. */
  void remember(Incident incident) {
    if (byId.containsKey(incident.id())) {
      return;
    }
    Instant now = clock.instant();
    List<TimelineEvent> until =
        past.timeline(incident).stream().filter(event -> event.at().isBefore(now)).toList();
    keep(Past.asOf(incident, until, now));
    timelines.put(
        incident.id(), new ArrayList<>(until.stream().filter(PastDecision::matters).toList()));
    TicketKey key = incident.ticketKey();
    if (key != null && Past.hadTicket(until)) {
      ledger.put(incident, key, EffectState.CONFIRMED, incident.openedAt());
    }
  }

  private void keep(Incident incident) {
    Incident before = byId.put(incident.id(), incident.withFacts(incident.facts().withoutStack()));
    Muted.of(before).ifPresent(muted::remove);
    Muted.of(incident).ifPresent(muted::add);
    newest.put(Place.of(incident), incident.id());
  }

  /** It happens again, where there is something for it to happen to. */
  void repeat(PastDecision decision) {
    UUID id = newest.get(decision.place());
    Incident incident = id == null ? null : byId.get(id);
    if (incident != null) {
      keep(decision.applyTo(incident));
      tell(decision.told(incident));
      if (decision.event().kind() == TimelineEvent.Kind.TICKET_WANTED) {
        filing.fileNow(incident, this);
      }
    }
  }

  private void tell(TimelineEvent event) {
    if (PastDecision.matters(event)) {
      timelines.computeIfAbsent(event.incident(), id -> new ArrayList<>()).add(event);
    }
  }

  @Override
  public FaultRef fault(TenantId tenant, Fingerprint fingerprint, Instant firstSeen) {
    UUID id = FaultRef.idOf(tenant, fingerprint);
    return past.fault(id)
        .orElseGet(() ->
            faults.computeIfAbsent(
                id, fresh -> new FaultRef(fresh, tenant, ++faultNumber, firstSeen)));
  }

  @Override
  public Optional<Incident> latestEpisode(FaultRef fault, String environment) {
    Place place = new Place(fault.id(), environment);
    if (!newest.containsKey(place)) {
      past.latest(place, from).ifPresent(this::remember);
    }
    UUID id = newest.get(place);
    return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
  }

  @Override
  public long nextNumber(TenantId tenant) {
    return ++number;
  }

  @Override
  public Optional<Incident> record(IncidentChange change) {
    pending.takeIn(change.handled());
    Incident after = change.after();
    Incident before = byId.get(after.id());
    Incident row = after.withBlast(grown(before == null ? after.blast() : before.blast(), change));
    change.events().forEach(this::tell);
    keep(row);
    if (change.fileTicket()) {
      filing.want(row, this);
    }
    return Optional.of(row);
  }

  /** Whom several changes name counts for each: a count from above, where the store's is exact. */
  private static BlastRadius grown(BlastRadius before, IncidentChange change) {
    return new BlastRadius(
        before.occurrences() + change.addedOccurrences(),
        before.accounts() + change.accounts().size(),
        before.tenantCodes() + change.tenantCodes().size(),
        change.after().blast().accountsAreLowerBound());
  }

  @Override
  public Optional<Incident> find(TenantId tenant, UUID id) {
    return Optional.ofNullable(byId.get(id)).filter(i -> i.tenant().equals(tenant));
  }

  @Override
  public Optional<Incident> find(TenantId tenant, long number) {
    return byId.values().stream()
        .filter(i -> i.tenant().equals(tenant) && i.number() == number)
        .findAny();
  }

  /** What mutes look for: those of some states, the one that was seen last first. */
  @Override
  public Page<Incident> search(IncidentQuery query) {
    List<Incident> found =
        byId.values().stream()
            .filter(i -> i.tenant().equals(query.tenant()))
            .filter(i -> query.states().isEmpty() || query.states().contains(i.state()))
            .sorted(Comparator.comparing(Incident::lastSeen).reversed())
            .toList();
    return new Page<>(
        found.stream().skip(query.offset()).limit(query.limit()).toList(),
        found.size(),
        false,
        null);
  }

  @Override
  public List<Incident> openOf(TenantId tenant, Set<UUID> faults) {
    return byId.values().stream()
        .filter(i -> i.tenant().equals(tenant) && faults.contains(i.fault().id()))
        .filter(i -> i.state() != Incident.State.CLOSED)
        .toList();
  }

  @Override
  public List<TimelineEvent> timeline(TenantId tenant, UUID incident) {
    return List.copyOf(timelines.getOrDefault(incident, List.of()));
  }
}
