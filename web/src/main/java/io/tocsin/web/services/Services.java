package io.tocsin.web.services;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.ServiceOwners;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.web.latency.Latencies;
import io.tocsin.web.latency.LatencyFilter;
import io.tocsin.web.logs.TimeRange;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.profiles.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Gathers what is known of services from releases, incidents, latencies and profiles. */
@Component
class Services {
  private static final Set<Incident.State> ACTIVE =
      Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED);
  private static final int RELEASES = 1_000;
  private static final int RECENT_INCIDENTS = 200;

  /** A release's last sight is a minute old at most while it runs; twice that, and some more. */
  private static final Duration AT_WORK = Duration.ofMinutes(3);

  private record Name(String service, String environment) {}

  private final ReleaseStore releases;
  private final IncidentStore incidents;
  private final Latencies latencies;
  private final Paces paces;
  private final Profiles profiles;
  private final ServiceOwners owners;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  Services(
      ReleaseStore releases,
      IncidentStore incidents,
      Latencies latencies,
      Paces paces,
      Profiles profiles,
      ServiceOwners owners,
      ConsoleSettings settings,
      InstantSource clock) {
    this.releases = releases;
    this.incidents = incidents;
    this.latencies = latencies;
    this.paces = paces;
    this.profiles = profiles;
    this.owners = owners;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * In the order of their names.
   *
   * @param environment empty for all
   */
  List<ServiceRow> rows(TenantId tenant, String environment) {
    Instant now = clock.instant();
    Map<Name, List<Release>> seen =
        new TreeMap<>(Comparator.comparing(Name::service).thenComparing(Name::environment));
    for (Release release : releases.releases(tenant, null, orNull(environment), RELEASES)) {
      seen.computeIfAbsent(
              new Name(release.service(), release.environment()), n -> new ArrayList<>())
          .add(release);
    }
    incidents
        .search(recent(tenant, null, orNull(environment), Set.of(), RECENT_INCIDENTS))
        .items()
        .forEach(i ->
            seen.computeIfAbsent(
                new Name(i.source().service(), i.source().environment()), n -> new ArrayList<>()));
    List<LatencyState> states = paces.of(tenant);
    Map<Name, List<LatencyWindow>> windows = lastHour(tenant, environment, now);
    return seen.entrySet().stream()
        .map(entry ->
            row(
                tenant,
                entry.getKey(),
                entry.getValue(),
                states,
                windows.getOrDefault(entry.getKey(), List.of()),
                now))
        .toList();
  }

  private Map<Name, List<LatencyWindow>> lastHour(
      TenantId tenant, String environment, Instant now) {
    TimeRange hour = new TimeRange("1h", now.minus(Duration.ofHours(1)), now);
    return latencies.windows(tenant, new LatencyFilter("", environment, "", hour)).stream()
        .collect(Collectors.groupingBy(w -> new Name(w.service(), w.environment())));
  }

  private ServiceRow row(
      TenantId tenant,
      Name name,
      List<Release> known,
      List<LatencyState> states,
      List<LatencyWindow> hour,
      Instant now) {
    List<Release> running =
        known.stream()
            .filter(release -> release.lastSeen().isAfter(now.minus(AT_WORK)))
            .sorted(Comparator.comparing(Release::firstSeen).reversed())
            .toList();
    return new ServiceRow(
        name.service,
        name.environment,
        known,
        running,
        known.stream().map(Release::lastSeen).max(Comparator.naturalOrder()).orElse(null),
        incidents.search(recent(tenant, name.service, name.environment, ACTIVE, 1)).total(),
        Paces.worst(states, name.service, name.environment),
        owners.ownerOf(tenant, name.service).orElse(null),
        newest(tenant, name, now),
        Sparkline.of(hour, now.minus(Duration.ofHours(1)), now));
  }

  private @Nullable ProfileInfo newest(TenantId tenant, Name name, Instant now) {
    ProfileQuery query =
        new ProfileQuery(
            tenant,
            name.service,
            orNull(name.environment),
            null,
            null,
            null,
            ProfileType.CPU,
            now.minus(Duration.ofHours(24)),
            now);
    List<ProfileInfo> found = profiles.recordings(query, 1);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Null where nothing is known of it. */
  @Nullable ServiceRow row(TenantId tenant, String service, String environment) {
    return rows(tenant, environment).stream()
        .filter(row -> row.service().equals(service))
        .findFirst()
        .orElse(null);
  }

  /** Endpoints over the time of the filter, the busiest first. */
  List<EndpointRow> endpoints(TenantId tenant, LatencyFilter filter) {
    List<LatencyState> states = paces.of(tenant);
    return EndpointRow.of(
        latencies.windows(tenant, filter),
        operation -> Paces.of(states, filter.service(), filter.environment(), operation),
        operation -> filter.ofOperation(operation).data());
  }

  /** Incidents of a service that nobody closed, the newest first. */
  List<Incident> open(TenantId tenant, ServiceRow row, int limit) {
    return incidents
        .search(recent(tenant, row.service(), row.environment(), ACTIVE, limit))
        .items();
  }

  LatencyFilter filter(MultiValueMap<String, String> request) {
    return LatencyFilter.of(request, clock.instant(), settings.searchBack());
  }

  private static IncidentQuery recent(
      TenantId tenant,
      @Nullable String service,
      @Nullable String environment,
      Set<Incident.State> states,
      int limit) {
    return new IncidentQuery(
        tenant, states, service, environment, null, IncidentQuery.Sort.LAST_SEEN, 0, limit);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
