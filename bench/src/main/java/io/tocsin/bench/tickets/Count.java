package io.tocsin.bench.tickets;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the tracker has against what it should have.
 *
 * @param created tickets that the tracker ever created
 * @param lost keys that should have one and have none
 * @param duplicatesEverCreated tickets beyond the first of each key
 * @param duplicatesOpen open tickets beyond the first open one of each key
 */
record Count(int created, int lost, int duplicatesEverCreated, int duplicatesOpen) {
  /** A ticket in the tracker's own list. */
  record Listed(String id, String key, boolean open) {}

  static Count of(List<Listed> tickets, Set<String> expected) {
    Map<String, Integer> byKey = new HashMap<>();
    Map<String, Integer> openByKey = new HashMap<>();
    for (Listed ticket : tickets) {
      byKey.merge(ticket.key(), 1, Integer::sum);
      if (ticket.open()) {
        openByKey.merge(ticket.key(), 1, Integer::sum);
      }
    }
    int lost = Math.toIntExact(expected.stream().filter(key -> !byKey.containsKey(key)).count());
    return new Count(tickets.size(), lost, beyondTheFirst(byKey), beyondTheFirst(openByKey));
  }

  private static int beyondTheFirst(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(count -> count - 1).sum();
  }

  boolean perfect() {
    return lost == 0 && duplicatesEverCreated == 0 && duplicatesOpen == 0;
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"created\":%d,\"lost\":%d,\"duplicates_ever_created\":%d,\"duplicates_open\":%d}",
        created,
        lost,
        duplicatesEverCreated,
        duplicatesOpen);
  }
}
