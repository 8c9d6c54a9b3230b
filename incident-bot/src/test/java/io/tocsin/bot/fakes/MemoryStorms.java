package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketStorms;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Budgets and umbrellas in maps, each call one transaction. */
public final class MemoryStorms implements TicketStorms {
  private final MemoryHouse house;
  private final Map<String, Integer> used = new HashMap<>();
  private final Set<String> places = new HashSet<>();
  private final Map<TicketKey, Map<Long, UUID>> gathered = new HashMap<>();

  public MemoryStorms(MemoryHouse house) {
    this.house = house;
  }

  @Override
  public synchronized boolean take(
      TenantId tenant, String team, Instant hour, TicketKey ticket, int budget) {
    String place = tenant + "|" + ticket + '|' + hour;
    String key = tenant + "|" + team + '|' + hour;
    int before = used.getOrDefault(key, 0);
    if (places.contains(place)) {
      return true;
    }
    if (before == budget) {
      return false;
    }
    used.put(key, before + 1);
    return places.add(place);
  }

  @Override
  public synchronized void gather(
      TenantId tenant, TicketKey umbrella, UUID incident, long number, Instant now) {
    gathered.computeIfAbsent(umbrella, key -> new TreeMap<>()).put(number, incident);
  }

  @Override
  public synchronized List<Gathered> gathered(TenantId tenant, TicketKey umbrella, int limit) {
    return gathered.getOrDefault(umbrella, Map.of()).entrySet().stream()
        .map(entry -> new Gathered(entry.getValue(), entry.getKey()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long waiting(TenantId tenant, TicketKey umbrella) {
    return gathered.getOrDefault(umbrella, Map.of()).values().stream()
        .flatMap(id -> house.find(tenant, id).stream())
        .filter(incident -> incident.state() != Incident.State.CLOSED)
        .filter(incident -> !hasATicket(incident))
        .count();
  }

  private boolean hasATicket(Incident incident) {
    return Optional.ofNullable(incident.ticketKey())
        .flatMap(key -> house.ledger().find(incident.tenant(), key))
        .filter(row -> row.state() == EffectState.CONFIRMED)
        .isPresent();
  }
}
