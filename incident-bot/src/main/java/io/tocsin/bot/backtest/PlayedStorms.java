package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketStorms;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which of a team's tickets of an hour are taken. Umbrellas are not filed here. */
final class PlayedStorms implements TicketStorms {
  private record Hour(TenantId tenant, String team, Instant begin) {}

  private final Map<Hour, Set<TicketKey>> taken = new HashMap<>();

  @Override
  public boolean take(TenantId tenant, String team, Instant hour, TicketKey ticket, int budget) {
    Set<TicketKey> tickets =
        taken.computeIfAbsent(new Hour(tenant, team, hour), h -> new HashSet<>());
    return tickets.contains(ticket) || tickets.size() < budget && tickets.add(ticket);
  }

  @Override
  public void gather(TenantId tenant, TicketKey umbrella, UUID incident, long number, Instant now) {
    throw new UnsupportedOperationException("a backtest files no umbrella");
  }

  @Override
  public List<Gathered> gathered(TenantId tenant, TicketKey umbrella, int limit) {
    throw new UnsupportedOperationException("a backtest files no umbrella");
  }

  @Override
  public long waiting(TenantId tenant, TicketKey umbrella) {
    throw new UnsupportedOperationException("a backtest files no umbrella");
  }
}
