package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketTime;
import io.tocsin.model.ticket.TicketTimes;
import java.time.Instant;
import java.util.List;

/** Reads the timelines: they tell when a ticket was there, whatever became of it since. */
final class SqlTicketTimes implements TicketTimes {
  private final SqlConnections sql;

  SqlTicketTimes(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public List<TicketTime> filedSince(TenantId tenant, Instant from, int limit) {
    return sql.read()
        .sql(
            """
            SELECT number, kind, opened_at, filed_at,
              COALESCE(
                (SELECT MIN(seen.happened_at) FROM timeline_event seen
                 WHERE seen.incident = times.id AND seen.kind = 'FIRST_SEEN'),
                first_seen) AS fault_at,
              EXISTS (
                SELECT 1 FROM timeline_event held
                WHERE held.incident = times.id AND held.kind IN ('MUTED', 'UNMUTED', 'GATHERED', 'REOPENED')
                  AND held.happened_at <= filed_at) AS held_back
            FROM (
              SELECT i.id, i.number, %1$s AS kind, i.opened_at, i.first_seen,
                filed.happened_at AS filed_at,
                ROW_NUMBER() OVER (PARTITION BY %1$s ORDER BY filed.happened_at DESC) AS place
              FROM timeline_event filed JOIN incident i ON i.id = filed.incident
              WHERE filed.kind = 'TICKET_FILED' AND filed.tenant = :tenant
                AND filed.happened_at >= :from) times
            WHERE place <= :limit ORDER BY filed_at DESC\
            """
                .formatted(sql.dialect().jsonText("i.facts_json", "kind")))
        .param("tenant", tenant.value())
        .param("from", Columns.nanos(from))
        .param("limit", limit)
        .query((row, n) ->
            new TicketTime(
                Incident.name(row.getLong("number")),
                FaultFacts.Kind.valueOf(row.getString("kind")),
                Columns.instant(row, "fault_at"),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "filed_at"),
                row.getBoolean("held_back")))
        .list();
  }
}
