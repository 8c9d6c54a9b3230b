package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.store.Page;
import io.tocsin.storage.json.ModelJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Incidents for people. */
final class SqlIncidentStore implements IncidentStore {
  private static final int TIMELINE_EVENTS = 1_000;

  /** Words of a search beyond these are not looked at. */
  private static final int WORDS = 8;

  /** Databases bound how many values one statement takes. */
  private static final int FAULTS_AT_ONCE = 500;

  private final SqlConnections sql;

  SqlIncidentStore(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public Optional<Incident> find(TenantId tenant, UUID id) {
    return find(tenant, "i.id", id.toString());
  }

  @Override
  public Optional<Incident> find(TenantId tenant, long number) {
    return find(tenant, "i.number", number);
  }

  private Optional<Incident> find(TenantId tenant, String column, Object value) {
    return sql.read()
        .sql(
            "SELECT "
                + IncidentRow.COLUMNS
                + IncidentRow.FROM
                + " WHERE i.tenant = :tenant AND "
                + column
                + " = :value")
        .param("tenant", tenant.value())
        .param("value", value)
        .query(IncidentRow::map)
        .optional();
  }

  @Override
  public Page<Incident> search(IncidentQuery query) {
    StringBuilder from = new StringBuilder(IncidentRow.FROM).append(" WHERE i.tenant = :tenant");
    Map<String, Object> params = new HashMap<>();
    params.put("tenant", query.tenant().value());
    if (!query.states().isEmpty()) {
      from.append(" AND i.state IN (:states)");
      params.put("states", query.states().stream().map(Enum::name).sorted().toList());
    }
    if (query.service() != null) {
      from.append(" AND i.service = :service");
      params.put("service", query.service());
    }
    if (query.environment() != null) {
      from.append(" AND i.environment = :environment");
      params.put("environment", query.environment());
    }
    List<String> words = words(query);
    for (int n = 0; n < words.size(); n++) {
      from.append(" AND i.search_text LIKE :word").append(n).append(" ESCAPE '!'");
      params.put("word" + n, Pages.containing(words.get(n)));
    }
    return Pages.page(
        sql.read(),
        IncidentRow.COLUMNS,
        from.toString(),
        " ORDER BY i." + column(query.sort()) + " DESC, i.number DESC",
        params,
        query.offset(),
        query.limit(),
        IncidentRow::map);
  }

  @Override
  public List<Incident> openOf(TenantId tenant, Set<UUID> faults) {
    List<Incident> open = new ArrayList<>();
    List<String> ids = faults.stream().map(UUID::toString).toList();
    for (int from = 0; from < ids.size(); from += FAULTS_AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + FAULTS_AT_ONCE));
      open.addAll(
          sql.read()
              .sql(
                  "SELECT "
                      + IncidentRow.COLUMNS
                      + IncidentRow.FROM
                      + " WHERE i.tenant = :tenant AND i.fault IN (:faults)"
                      + " AND i.state <> 'CLOSED'")
              .param("tenant", tenant.value())
              .param("faults", some)
              .query(IncidentRow::map)
              .list());
    }
    return open;
  }

  @Override
  public Set<String> environments(TenantId tenant, int newest) {
    return sql.read()
        .sql(
            """
            SELECT DISTINCT environment FROM (
              SELECT environment FROM incident WHERE tenant = :tenant
              ORDER BY last_seen DESC, number DESC LIMIT :newest) newest\
            """)
        .param("tenant", tenant.value())
        .param("newest", newest)
        .query(String.class)
        .set();
  }

  private static List<String> words(IncidentQuery query) {
    String text = query.text() == null ? "" : query.text().strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+")).stream().limit(WORDS).toList();
  }

  private static String column(IncidentQuery.Sort sort) {
    return switch (sort) {
      case LAST_SEEN -> "last_seen";
      case OPENED -> "opened_at";
      case OCCURRENCES -> "occurrences";
      case ACCOUNTS -> "accounts";
    };
  }

  @Override
  public List<TimelineEvent> timeline(TenantId tenant, UUID incident) {
    return sql.read()
        .sql(
            """
            SELECT id, happened_at, kind, actor, details_json, because FROM timeline_event
            WHERE tenant = :tenant AND incident = :incident
            ORDER BY happened_at DESC, id DESC LIMIT :limit\
            """)
        .param("tenant", tenant.value())
        .param("incident", incident.toString())
        .param("limit", TIMELINE_EVENTS)
        .query((row, n) ->
            new TimelineEvent(
                UUID.fromString(row.getString("id")),
                incident,
                Columns.instant(row, "happened_at"),
                TimelineEvent.Kind.valueOf(row.getString("kind")),
                row.getString("actor"),
                ModelJson.stringMap(row.getString("details_json")),
                row.getString("because")))
        .list()
        .reversed();
  }
}
