package io.tocsin.web.incidents;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.web.page.ConsoleSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells open pages which incidents changed. Decisions made here are told at once; for those of the
 * bot, which may run in another process, one thread compares the newest incidents of tenants that
 * somebody watches with what it saw last.
 */
@Component
public class LiveIncidents {
  private static final Logger log = LoggerFactory.getLogger(LiveIncidents.class);
  private static final int COMPARED = 100;

  private final IncidentStore incidents;
  private final ConsoleSettings settings;
  private final Set<LivePage> pages = ConcurrentHashMap.newKeySet();
  private final Map<TenantId, Map<UUID, Long>> versions = new HashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tocsin-live").daemon().factory());

  LiveIncidents(IncidentStore incidents, ConsoleSettings settings) {
    this.incidents = incidents;
    this.settings = settings;
  }

  @PostConstruct
  void start() {
    long millis = settings.liveSweep().toMillis();
    sweeper.scheduleWithFixedDelay(this::sweepSafely, millis, millis, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    sweeper.shutdownNow();
    pages.forEach(LivePage::close);
  }

  /** Empty where as many pages are live as may be. */
  Optional<LivePage> open(TenantId tenant) {
    if (pages.size() >= settings.livePages()) {
      return Optional.empty();
    }
    LivePage page = new LivePage(tenant, pages::remove);
    pages.add(page);
    return Optional.of(page);
  }

  /** Tells pages of the incident's tenant, and nobody else. */
  public void changed(Incident incident) {
    for (LivePage page : pages) {
      if (page.tenant().equals(incident.tenant())) {
        page.offer(incident.number());
      }
    }
  }

  private void sweepSafely() {
    try {
      sweep();
    } catch (RuntimeException e) {
      log.warn("Live pages could not be compared with the store; trying again", e);
    }
  }

  void sweep() {
    Set<TenantId> watched = new HashSet<>();
    pages.forEach(page -> watched.add(page.tenant()));
    versions.keySet().retainAll(watched);
    watched.forEach(this::compare);
  }

  private void compare(TenantId tenant) {
    List<Incident> newest =
        incidents
            .search(
                new IncidentQuery(
                    tenant, Set.of(), null, null, null, IncidentQuery.Sort.LAST_SEEN, 0, COMPARED))
            .items();
    Map<UUID, Long> before = versions.get(tenant);
    Map<UUID, Long> now = new HashMap<>();
    for (Incident incident : newest) {
      now.put(incident.id(), incident.version());
      if (before != null && !Long.valueOf(incident.version()).equals(before.get(incident.id()))) {
        changed(incident);
      }
    }
    versions.put(tenant, now);
  }
}
