package io.tocsin.model.ticket;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One row per act under a fenced lease. Rows enter with the incident's change. */
public interface TicketLedger {
  /**
   * Rows that are due, not settled (confirmed, refused) and free or with a lease that ended: each
   * is given to {@code holder} with a higher fence before it is returned. Longest due first. What
   * is to be done to one ticket is given out one by one: a row waits while another of its ticket,
   * due before it, is not settled.
   *
   * @param kinds no others are given out; not empty
   */
  List<TicketEntry> claim(
      Set<TicketAct.Kind> kinds, String holder, Instant now, Duration lease, int limit);

  /**
   * Writes the row and keeps or gives up the lease ({@code holder} null). False, and nothing
   * written, where the row's fence is higher by now.
   */
  boolean advance(TicketEntry entry);

  /** By the act's key. */
  Optional<TicketEntry> find(TenantId tenant, TicketKey key);

  /** Those of them that are there, by key. */
  default Map<TicketKey, TicketEntry> find(TenantId tenant, Set<TicketKey> keys) {
    return keys.stream()
        .flatMap(key -> find(tenant, key).stream())
        .collect(Collectors.toMap(TicketEntry::key, Function.identity()));
  }

  /** Those that open tickets, newest first; {@code limit} 1 to 200. */
  Page<TicketEntry> entries(TenantId tenant, int offset, int limit);
}
