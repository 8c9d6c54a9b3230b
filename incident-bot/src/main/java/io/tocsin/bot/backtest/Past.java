package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The incidents that there were, by their place, without their stacks. */
final class Past {
  private static final int PAGE = 200;

  private final IncidentStore incidents;
  private final Map<Place, List<Incident>> byPlace = new HashMap<>();
  private final Map<UUID, FaultRef> faults = new HashMap<>();
  private final Set<UUID> read = new HashSet<>();
  private boolean complete = true;
  private long highestNumber;

  private Past(IncidentStore incidents) {
    this.incidents = incidents;
  }

  /** Those that were opened last, so many at most; each once, whatever is opened meanwhile. */
  static Past read(IncidentStore incidents, TenantId tenant, int most) {
    Past past = new Past(incidents);
    List<Incident> page;
    int offset = 0;
    do {
      page =
          incidents
              .search(
                  new IncidentQuery(
                      tenant, Set.of(), null, null, null, IncidentQuery.Sort.OPENED, offset, PAGE))
              .items();
      page.forEach(past::add);
      offset += page.size();
    } while (page.size() == PAGE && offset < most);
    past.complete = page.size() < PAGE;
    past.byPlace
        .values()
        .forEach(episodes -> episodes.sort(Comparator.comparing(Incident::episode)));
    return past;
  }

  private void add(Incident incident) {
    if (!read.add(incident.id())) {
      return;
    }
    byPlace
        .computeIfAbsent(Place.of(incident), place -> new ArrayList<>())
        .add(incident.withFacts(incident.facts().withoutStack()));
    faults.put(incident.fault().id(), incident.fault());
    highestNumber = Math.max(highestNumber, incident.number());
  }

  /** Whether none was left out. */
  boolean complete() {
    return complete;
  }

  long highestNumber() {
    return highestNumber;
  }

  Optional<FaultRef> fault(UUID id) {
    return Optional.ofNullable(faults.get(id));
  }

  Collection<FaultRef> faults() {
    return faults.values();
  }

  /** All, episodes of one place in their order. */
  Collection<List<Incident>> places() {
    return byPlace.values();
  }

  List<TimelineEvent> timeline(Incident incident) {
    return incidents.timeline(incident.tenant(), incident.id());
  }

  /** The newest episode of a place that had been opened before then. */
  Optional<Incident> latest(Place place, Instant before) {
    return byPlace.getOrDefault(place, List.of()).stream()
        .filter(incident -> incident.openedAt().isBefore(before))
        .reduce((earlier, later) -> later);
  }

  /**
   * It as it was then.
   *
   * @param until its events up to then, in their order
   */
  static Incident asOf(Incident incident, List<TimelineEvent> until, Instant then) {
    Incident row =
        new Incident(
            incident.id(),
            incident.number(),
            incident.tenant(),
            incident.fault(),
            incident.episode(),
            Incident.State.OPEN,
            incident.source(),
            incident.lastVersion(),
            incident.facts(),
            incident.sample(),
            incident.traceId(),
            incident.account(),
            incident.openedAt(),
            incident.firstSeen(),
            incident.lastSeen().isAfter(then) ? then : incident.lastSeen(),
            incident.owner(),
            null,
            null,
            incident.ticketKey(),
            incident.blast(),
            1);
    for (TimelineEvent event : until) {
      row = PastDecision.applied(row, event);
    }
    return row;
  }

  /** Whether the tracker had a ticket of it by then. */
  static boolean hadTicket(List<TimelineEvent> until) {
    return until.stream().anyMatch(event -> event.kind() == Kind.TICKET_FILED);
  }
}
