package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.template.LogTemplate;
import io.tocsin.model.template.TemplateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a template of a service. */
final class SqlTemplateStore implements TemplateStore {
  private final SqlConnections sql;

  SqlTemplateStore(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public void save(List<LogTemplate> templates, int keep) {
    if (templates.isEmpty()) {
      return;
    }
    sql.write(tx -> {
      record Of(TenantId tenant, String service) {}
      Set<Of> services = new HashSet<>();
      for (LogTemplate template : templates) {
        save(tx, template);
        services.add(new Of(template.tenant(), template.service()));
      }
      services.forEach(of -> keepLast(tx, of.tenant(), of.service(), keep));
      return templates.size();
    });
  }

  private static void save(JdbcClient tx, LogTemplate template) {
    tx.sql(
            """
            INSERT INTO log_template
              (tenant, service, id, template, state, went_into, first_seen, last_seen, line_count)
            VALUES (:tenant, :service, :id, :template, :state, :into, :first, :last, :lines)
            ON CONFLICT (tenant, service, id) DO UPDATE SET
              template = excluded.template, state = excluded.state,
              went_into = excluded.went_into, last_seen = excluded.last_seen,
              line_count = excluded.line_count\
            """)
        .param("tenant", template.tenant().value())
        .param("service", template.service())
        .param("id", template.id())
        .param("template", template.text())
        .param("state", template.state())
        .param("into", template.into())
        .param("first", Columns.nanos(template.firstSeen()))
        .param("last", Columns.nanos(template.lastSeen()))
        .param("lines", template.lines())
        .update();
  }

  private static void keepLast(JdbcClient tx, TenantId tenant, String service, int keep) {
    tx.sql(
            """
            DELETE FROM log_template WHERE tenant = :tenant AND service = :service AND last_seen < (
              SELECT last_seen FROM log_template WHERE tenant = :tenant AND service = :service
              ORDER BY last_seen DESC LIMIT 1 OFFSET :last)\
            """)
        .param("tenant", tenant.value())
        .param("service", service)
        .param("last", keep - 1)
        .update();
  }

  @Override
  public List<LogTemplate> templates(TenantId tenant, @Nullable String service, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: at least 1)");
    }
    JdbcClient.StatementSpec all =
        sql.read()
            .sql(select(service != null))
            .param("tenant", tenant.value())
            .param("limit", limit);
    JdbcClient.StatementSpec wanted = service == null ? all : all.param("service", service);
    return wanted.query((row, n) -> template(tenant, row)).list();
  }

  /** Two statements, as one with OR would have a service looked for among all. */
  static String select(boolean ofOneService) {
    return """
    SELECT service, id, template, state, went_into, first_seen, last_seen, line_count
    FROM log_template
    WHERE tenant = :tenant AND went_into IS NULL%s
    ORDER BY last_seen DESC, service, id LIMIT :limit\
    """
        .formatted(ofOneService ? " AND service = :service" : "");
  }

  private static LogTemplate template(TenantId tenant, ResultSet row) throws SQLException {
    return new LogTemplate(
        tenant,
        row.getString("service"),
        row.getString("id"),
        row.getString("template"),
        row.getString("state"),
        row.getString("went_into"),
        Columns.instant(row, "first_seen"),
        Columns.instant(row, "last_seen"),
        row.getLong("line_count"));
  }

  @Override
  public Set<String> sameAs(TenantId tenant, String id) {
    Set<String> same = new LinkedHashSet<>();
    same.add(id);
    same.addAll(
        sql.read()
            .sql(
                """
                WITH RECURSIVE up (id) AS (
                  SELECT CAST(:id AS TEXT)
                  UNION
                  SELECT t.went_into FROM log_template t JOIN up ON t.id = up.id
                  WHERE t.tenant = :tenant AND t.went_into IS NOT NULL),
                family (id) AS (
                  SELECT id FROM up
                  UNION
                  SELECT t.id FROM log_template t JOIN family ON t.went_into = family.id
                  WHERE t.tenant = :tenant)
                SELECT id FROM family\
                """)
            .param("id", id)
            .param("tenant", tenant.value())
            .query(String.class)
            .list());
    return same;
  }

  void forgetLastSeenBefore(Instant end) {
    sql.write(tx ->
        tx.sql("DELETE FROM log_template WHERE last_seen < :end")
            .param("end", Columns.nanos(end))
            .update());
  }
}
