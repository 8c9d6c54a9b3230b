package io.tocsin.web.alerts;

import io.tocsin.model.TenantId;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.mute.Muting;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Says what mutes alerts: silences of their own labels, and whatever mutes their incidents, of
 * which more is known (a team, what else is wrong).
 */
@Component
class AlertMutes {
  private static final int SILENCES = 20_000;

  private final SilenceStore silences;
  private final IncidentStore incidents;
  private final Mutes mutes;
  private final InstantSource clock;

  AlertMutes(SilenceStore silences, IncidentStore incidents, Mutes mutes, InstantSource clock) {
    this.silences = silences;
    this.incidents = incidents;
    this.mutes = mutes;
    this.clock = clock;
  }

  /** Which incident is an alert's. */
  private record Place(UUID fault, String environment) {
    static Place of(Alert alert) {
      return new Place(FaultRef.idOf(alert.tenant(), alert.fault()), alert.source().environment());
    }

    static Place of(Incident incident) {
      return new Place(incident.fault().id(), incident.source().environment());
    }
  }

  /** In their order, as of one moment. */
  List<MutedAlert> of(TenantId tenant, List<Alert> alerts) {
    Set<Place> places = alerts.stream().map(Place::of).collect(Collectors.toSet());
    Map<Place, List<Muting>> byPlace = byPlace(tenant, places);
    Instant now = clock.instant();
    List<Silence> active =
        silences.list(tenant, false, SILENCES).stream()
            .filter(silence -> silence.state(now) == Silence.State.ACTIVE)
            .toList();
    return alerts.stream()
        .map(alert -> muted(alert, active, byPlace.getOrDefault(Place.of(alert), List.of())))
        .toList();
  }

  private MutedAlert muted(Alert alert, List<Silence> active, Collection<Muting> ofIncident) {
    Map<Muting.Kind, Set<String>> by = new EnumMap<>(Muting.Kind.class);
    ofIncident.forEach(muting -> add(by, muting.kind(), muting.id()));
    active.stream()
        .filter(silence -> mutes.match(silence.matchers(), alert.labels()))
        .forEach(silence -> add(by, Muting.Kind.SILENCE, silence.id()));
    return new MutedAlert(alert, by);
  }

  private static void add(Map<Muting.Kind, Set<String>> by, Muting.Kind kind, String id) {
    by.computeIfAbsent(kind, any -> new TreeSet<>()).add(id);
  }

  private Map<Place, List<Muting>> byPlace(TenantId tenant, Set<Place> places) {
    Set<UUID> faults = places.stream().map(Place::fault).collect(Collectors.toSet());
    List<Incident> asked =
        incidents.openOf(tenant, faults).stream()
            .filter(incident -> places.contains(Place.of(incident)))
            .toList();
    List<List<Muting>> found = mutes.onEach(tenant, asked);
    Map<Place, List<Muting>> byPlace = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      byPlace.putIfAbsent(Place.of(asked.get(i)), found.get(i));
    }
    return byPlace;
  }
}
