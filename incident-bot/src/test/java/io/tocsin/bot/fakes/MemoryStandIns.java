package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.oncall.StandIn;
import io.tocsin.model.oncall.StandInStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stand-ins in a list. */
public final class MemoryStandIns implements StandInStore {
  private final List<StandIn> rows = new ArrayList<>();

  @Override
  public synchronized void add(StandIn standIn) {
    rows.add(standIn);
  }

  @Override
  public synchronized Optional<StandIn> end(TenantId tenant, UUID id, String by, Instant now) {
    Optional<StandIn> row =
        rows.stream().filter(s -> s.tenant().equals(tenant) && s.id().equals(id)).findFirst();
    row.ifPresent(rows::remove);
    return row;
  }

  @Override
  public synchronized List<StandIn> between(TenantId tenant, Instant from, Instant until) {
    return rows.stream()
        .filter(s -> s.tenant().equals(tenant))
        .filter(s -> s.until().isAfter(from) && s.from().isBefore(until))
        .toList();
  }
}
