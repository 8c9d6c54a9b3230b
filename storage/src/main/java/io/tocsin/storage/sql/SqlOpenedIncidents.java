package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.OpenedIncident;
import io.tocsin.model.incident.OpenedIncidents;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Asked many times a minute: reads a few columns of what is new, counts nothing. */
final class SqlOpenedIncidents implements OpenedIncidents {
  private final SqlConnections sql;

  SqlOpenedIncidents(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public List<OpenedIncident> openedSince(TenantId tenant, Instant since, int limit) {
    return sql.read()
        .sql(
            """
            SELECT id, %s AS kind, opened_at FROM incident
            WHERE tenant = :tenant AND opened_at >= :since
              AND state IN ('OPEN', 'ACKNOWLEDGED')
            ORDER BY opened_at, number LIMIT :limit\
            """
                .formatted(sql.dialect().jsonText("facts_json", "kind")))
        .param("tenant", tenant.value())
        .param("since", Columns.nanos(since))
        .param("limit", limit)
        .query((row, n) ->
            new OpenedIncident(
                tenant,
                UUID.fromString(row.getString("id")),
                FaultFacts.Kind.valueOf(row.getString("kind")),
                Columns.instant(row, "opened_at")))
        .list();
  }
}
