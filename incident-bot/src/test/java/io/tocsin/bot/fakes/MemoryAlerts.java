package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertStore;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alerts in a map, each call one transaction. */
public final class MemoryAlerts implements AlertStore, AlertSearch {
  private final Map<String, Alert> rows = new TreeMap<>();
  private final SignalStore signals;
  private boolean fails;

  public MemoryAlerts(SignalStore signals) {
    this.signals = signals;
  }

  public synchronized void failNext() {
    fails = true;
  }

  private static String id(TenantId tenant, String key) {
    return tenant + "|" + key;
  }

  @Override
  public synchronized List<Alert> find(TenantId tenant, Collection<String> keys) {
    return keys.stream()
        .filter(key -> rows.containsKey(id(tenant, key)))
        .map(key -> rows.get(id(tenant, key)))
        .toList();
  }

  @Override
  public synchronized long firing(TenantId tenant) {
    return firing(tenant, Integer.MAX_VALUE).size();
  }

  @Override
  public synchronized boolean record(List<Alert> alerts, List<Signal> posted) {
    if (fails) {
      fails = false;
      throw new IllegalStateException("the disk is full");
    }
    for (Alert alert : alerts) {
      Alert before = rows.get(id(alert.tenant(), alert.key()));
      if ((before == null ? 0 : before.version()) != alert.version()) {
        return false;
      }
    }
    alerts.forEach(alert -> rows.put(id(alert.tenant(), alert.key()), next(alert)));
    signals.post(posted);
    return true;
  }

  private static Alert next(Alert a) {
    return new Alert(
        a.tenant(),
        a.key(),
        a.labels(),
        a.annotations(),
        a.sender(),
        a.link(),
        a.fault(),
        a.source(),
        a.startsAt(),
        a.endsAt(),
        a.updatedAt(),
        a.saidAt(),
        a.endedAt(),
        a.endedBecause(),
        a.settledAt(),
        a.version() + 1);
  }

  @Override
  public synchronized List<Alert> firing(TenantId tenant, int limit) {
    return rows.values().stream()
        .filter(alert -> alert.tenant().equals(tenant) && alert.fires())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean isFiring(TenantId tenant, Fingerprint fault, String environment) {
    return firing(tenant, Integer.MAX_VALUE).stream()
        .filter(alert -> alert.fault().equals(fault))
        .anyMatch(alert -> alert.source().environment().equals(environment));
  }

  @Override
  public synchronized List<Alert> unsettled(Instant now, int limit) {
    return rows.values().stream()
        .filter(alert -> alert.fires() ? !alert.endsAt().isAfter(now) : alert.settledAt() == null)
        .sorted(Comparator.comparing(Alert::endsAt))
        .limit(limit)
        .toList();
  }
}
