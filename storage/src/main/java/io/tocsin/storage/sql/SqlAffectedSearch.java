package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Affected;
import io.tocsin.model.incident.AffectedSearch;
import java.util.List;
import java.util.UUID;

/** Reads what {@link BlastMembers} keeps. */
final class SqlAffectedSearch implements AffectedSearch {
  private final SqlConnections sql;

  SqlAffectedSearch(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public Affected affected(TenantId tenant, UUID incident, int limit) {
    return new Affected(
        members(tenant, incident, BlastMembers.ACCOUNT, limit),
        members(tenant, incident, BlastMembers.TENANT_CODE, limit));
  }

  private List<String> members(TenantId tenant, UUID incident, String kind, int limit) {
    return sql.read()
        .sql(
            """
            SELECT m.value FROM blast_member m JOIN incident i ON i.id = m.incident
            WHERE i.tenant = :tenant AND m.incident = :incident AND m.kind = :kind
            ORDER BY m.value LIMIT :limit\
            """)
        .param("tenant", tenant.value())
        .param("incident", incident.toString())
        .param("kind", kind)
        .param("limit", limit)
        .query(String.class)
        .list();
  }
}
