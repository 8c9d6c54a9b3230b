package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketDesk;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ticket ledger as people look at it. */
final class SqlTicketDesk implements TicketDesk {
  /** As in {@code ticket_ledger_newest}: an index of some rows needs its own words. */
  private static final String OPENING = " AND act IN ('FILE', 'UMBRELLA')";

  /** As in {@code ticket_ledger_later}. */
  private static final String LATER = " AND act NOT IN ('FILE', 'UMBRELLA')";

  /** Itself or later: its opening, too, is about it. Found once for all, not once for each. */
  static final String REFUSED = "ticket_key IN (SELECT about" + SqlDeadLetters.REFUSED + ')';

  private final SqlConnections sql;

  SqlTicketDesk(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public Page<TicketEntry> tickets(
      TenantId tenant, Set<EffectState> states, int offset, int limit) {
    Map<String, Object> params = new HashMap<>();
    params.put("tenant", tenant.value());
    List<String> wanted = new ArrayList<>();
    if (states.contains(EffectState.REFUSED)) {
      wanted.add(REFUSED);
    }
    List<String> others =
        states.stream().filter(state -> state != EffectState.REFUSED).map(Enum::name).toList();
    if (!others.isEmpty()) {
      params.put("others", others);
      wanted.add("state IN (:others)");
    }
    String where = wanted.isEmpty() ? "" : " AND (" + String.join(" OR ", wanted) + ')';
    return Pages.page(
        sql.read(),
        SqlTicketLedger.COLUMNS,
        " FROM ticket_ledger WHERE tenant = :tenant" + OPENING + where,
        SqlDeadLetters.NEWEST_FIRST,
        params,
        offset,
        limit,
        SqlTicketLedger::map);
  }

  @Override
  public Map<TicketKey, Long> refusedLater(TenantId tenant, Set<TicketKey> tickets) {
    if (tickets.isEmpty()) {
      return Map.of();
    }
    Map<TicketKey, Long> refused = new HashMap<>();
    sql.read()
        .sql(
            "SELECT about, count(*) AS n FROM ticket_ledger WHERE about IN (:tickets)"
                + " AND tenant = :tenant AND state = 'REFUSED'"
                + LATER
                + " GROUP BY about")
        .param("tenant", tenant.value())
        .param("tickets", tickets.stream().map(TicketKey::label).toList())
        .query(row -> {
          refused.put(new TicketKey(row.getString("about")), row.getLong("n"));
        });
    return refused;
  }

  @Override
  public Page<TicketEntry> later(TenantId tenant, TicketKey ticket, int offset, int limit) {
    return Pages.page(
        sql.read(),
        SqlTicketLedger.COLUMNS,
        " FROM ticket_ledger WHERE about = :ticket AND tenant = :tenant" + LATER,
        " ORDER BY CASE state WHEN 'REFUSED' THEN 0 ELSE 1 END, created_at DESC, ticket_key DESC",
        Map.of("tenant", tenant.value(), "ticket", ticket.label()),
        offset,
        limit,
        SqlTicketLedger::map);
  }
}
