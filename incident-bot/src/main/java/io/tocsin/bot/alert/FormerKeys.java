package io.tocsin.bot.alert;

import io.tocsin.model.TenantId;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertSearch;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Under which key an alert is kept that began to fire before {@code ignored_labels} were edited: by
 * its labels as they count now it would be another alert, with a ticket of its own. Settings change
 * with a start, so a tenant's are looked at once.
 *
 * <p>Of several that the edit makes one, the one that fires for the longest goes on; the others end
 * as alerts do that nobody repeats.
 */
final class FormerKeys {
  private final AlertSearch search;
  private final Function<Map<String, String>, String> keyOf;
  private final int maxFiring;
  private final Map<TenantId, Map<String, String>> byTenant = new ConcurrentHashMap<>();

  /**
   * @param keyOf an alert's key by its labels as they count now
   */
  FormerKeys(AlertSearch search, Function<Map<String, String>, String> keyOf, int maxFiring) {
    this.search = search;
    this.keyOf = keyOf;
    this.maxFiring = maxFiring;
  }

  /**
   * @param key as labels count now
   */
  String of(TenantId tenant, String key) {
    return byTenant.computeIfAbsent(tenant, this::read).getOrDefault(key, key);
  }

  private Map<String, String> read(TenantId tenant) {
    List<Alert> firing = search.firing(tenant, maxFiring);
    Set<String> kept = firing.stream().map(Alert::key).collect(Collectors.toSet());
    Map<String, String> former = new HashMap<>();
    firing.stream()
        .sorted(Comparator.comparing(Alert::startsAt))
        .forEach(alert -> {
          String key = keyOf.apply(alert.labels());
          if (!kept.contains(key)) {
            former.putIfAbsent(key, alert.key());
          }
        });
    return Map.copyOf(former);
  }
}
