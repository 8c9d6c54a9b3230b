package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketStorms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A place is a row, and a budget a row that is counted up in one statement: bots share them. */
final class SqlTicketStorms implements TicketStorms {
  /** Its incident is open and the ticket that it has the key of is not filed, or not any more. */
  private static final String WAITING =
      """
      EXISTS (
        SELECT 1 FROM incident i
        WHERE i.id = g.incident AND i.state <> 'CLOSED' AND NOT EXISTS (
          SELECT 1 FROM ticket_ledger t
          WHERE t.ticket_key = i.ticket_key AND t.tenant = g.tenant AND t.state = 'CONFIRMED'))\
      """;

  private final SqlConnections sql;

  SqlTicketStorms(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public boolean take(TenantId tenant, String team, Instant hour, TicketKey ticket, int budget) {
    Map<String, Object> names =
        Map.of(
            "tenant", tenant.value(),
            "team", team,
            "hour", Columns.nanos(hour),
            "ticket", ticket.label(),
            "budget", budget);
    return sql.writeUnlessEmpty(tx ->
            hasItsPlace(tx, names) || isCounted(tx, names) ? Optional.of(ticket) : Optional.empty())
        .isPresent();
  }

  /** Else it is given one, which is taken back where the budget has none left. */
  private static boolean hasItsPlace(JdbcClient tx, Map<String, Object> names) {
    return tx.sql(
                """
                INSERT INTO ticket_place (tenant, ticket_key, hour_at)
                VALUES (:tenant, :ticket, :hour) ON CONFLICT DO NOTHING\
                """)
            .params(names)
            .update()
        == 0;
  }

  private static boolean isCounted(JdbcClient tx, Map<String, Object> names) {
    return tx.sql(
                """
                INSERT INTO ticket_budget (tenant, team, hour_at, used)
                VALUES (:tenant, :team, :hour, 1)
                ON CONFLICT (tenant, team, hour_at)
                  DO UPDATE SET used = ticket_budget.used + 1
                  WHERE ticket_budget.used < :budget\
                """)
            .params(names)
            .update()
        == 1;
  }

  @Override
  public void gather(TenantId tenant, TicketKey umbrella, UUID incident, long number, Instant now) {
    sql.write(tx ->
        tx.sql(
                """
                INSERT INTO ticket_gathered (tenant, umbrella, incident, number, gathered_at)
                VALUES (:tenant, :umbrella, :incident, :number, :now) ON CONFLICT DO NOTHING\
                """)
            .param("tenant", tenant.value())
            .param("umbrella", umbrella.label())
            .param("incident", incident.toString())
            .param("number", number)
            .param("now", Columns.nanos(now))
            .update());
  }

  @Override
  public List<Gathered> gathered(TenantId tenant, TicketKey umbrella, int limit) {
    return sql.read()
        .sql(
            """
            SELECT incident, number FROM ticket_gathered
            WHERE tenant = :tenant AND umbrella = :umbrella ORDER BY number LIMIT :limit\
            """)
        .param("tenant", tenant.value())
        .param("umbrella", umbrella.label())
        .param("limit", limit)
        .query((row, n) ->
            new Gathered(UUID.fromString(row.getString("incident")), row.getLong("number")))
        .list();
  }

  @Override
  public long waiting(TenantId tenant, TicketKey umbrella) {
    return sql.read()
        .sql(
            "SELECT COUNT(*) FROM ticket_gathered g WHERE g.tenant = :tenant"
                + " AND g.umbrella = :umbrella AND "
                + WAITING)
        .param("tenant", tenant.value())
        .param("umbrella", umbrella.label())
        .query(Long.class)
        .single();
  }

  /** What stands under an umbrella for as long as it needs it. */
  void forgetBefore(Instant end) {
    for (String old :
        List.of(
            "ticket_budget WHERE hour_at < :end",
            "ticket_place WHERE hour_at < :end",
            "ticket_gathered AS g WHERE gathered_at < :end AND NOT " + WAITING)) {
      sql.write(tx -> tx.sql("DELETE FROM " + old).param("end", Columns.nanos(end)).update());
    }
  }
}
