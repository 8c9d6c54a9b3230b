package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.backtest.PlannedTicket;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which tickets there would be. Nothing can be claimed from it, so nothing can be sent. */
final class PlayedLedger implements TicketLedger {
  private final Map<TicketKey, TicketEntry> rows = new HashMap<>();
  private final Map<UUID, PlannedTicket> planned = new HashMap<>();

  boolean has(TicketKey key) {
    return rows.containsKey(key);
  }

  void put(Incident incident, TicketKey key, EffectState state, Instant at) {
    rows.put(
        key,
        new TicketEntry(
            TicketAct.file(key),
            incident.tenant(),
            incident.id(),
            new Effect(state, 1, at, at, 1, null, null, at, "played"),
            null,
            null,
            null,
            null));
  }

  void plan(Incident incident, TicketKey key, PlannedTicket ticket) {
    put(incident, key, EffectState.CONFIRMED, ticket.at());
    planned.put(incident.id(), ticket);
  }

  Optional<PlannedTicket> planned(Incident incident) {
    return Optional.ofNullable(planned.get(incident.id()));
  }

  @Override
  public Optional<TicketEntry> find(TenantId tenant, TicketKey key) {
    return Optional.ofNullable(rows.get(key)).filter(row -> row.tenant().equals(tenant));
  }

  @Override
  public List<TicketEntry> claim(
      Set<TicketAct.Kind> kinds, String holder, Instant now, Duration lease, int limit) {
    throw new UnsupportedOperationException("a backtest files nothing");
  }

  @Override
  public boolean advance(TicketEntry entry) {
    throw new UnsupportedOperationException("a backtest files nothing");
  }

  @Override
  public Page<TicketEntry> entries(TenantId tenant, int offset, int limit) {
    throw new UnsupportedOperationException("a backtest lists no tickets");
  }
}
