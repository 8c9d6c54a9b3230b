package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a version. */
final class SqlReleaseStore implements ReleaseStore {
  private final SqlConnections sql;

  SqlReleaseStore(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public void seen(List<Release> releases) {
    if (!releases.isEmpty()) {
      sql.write(tx -> releases.stream().mapToInt(release -> widen(tx, release)).sum());
    }
  }

  private static int widen(JdbcClient tx, Release release) {
    return tx.sql(
            """
            INSERT INTO release
              (tenant, service, environment, version, revision, first_seen, last_seen)
            VALUES (:tenant, :service, :environment, :version, :revision, :first, :last)
            ON CONFLICT (tenant, service, environment, version) DO UPDATE SET
              revision = COALESCE(excluded.revision, release.revision),
              first_seen = CASE WHEN excluded.first_seen < release.first_seen
                THEN excluded.first_seen ELSE release.first_seen END,
              last_seen = CASE WHEN excluded.last_seen > release.last_seen
                THEN excluded.last_seen ELSE release.last_seen END\
            """)
        .param("tenant", release.tenant().value())
        .param("service", release.service())
        .param("environment", release.environment())
        .param("version", release.version())
        .param("revision", release.revision())
        .param("first", Columns.nanos(release.firstSeen()))
        .param("last", Columns.nanos(release.lastSeen()))
        .update();
  }

  @Override
  public List<Release> releases(
      TenantId tenant, @Nullable String service, @Nullable String environment, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: at least 1)");
    }
    return sql.read()
        .sql(
            """
            SELECT service, environment, version, revision, first_seen, last_seen FROM release
            WHERE tenant = :tenant
              AND (CAST(:service AS TEXT) IS NULL OR service = :service)
              AND (CAST(:environment AS TEXT) IS NULL OR environment = :environment)
            ORDER BY last_seen DESC, first_seen DESC, service, environment, version
            LIMIT :limit\
            """)
        .param("tenant", tenant.value())
        .param("service", service)
        .param("environment", environment)
        .param("limit", limit)
        .query((row, n) ->
            new Release(
                tenant,
                row.getString("service"),
                row.getString("environment"),
                row.getString("version"),
                row.getString("revision"),
                Columns.instant(row, "first_seen"),
                Columns.instant(row, "last_seen")))
        .list();
  }

  void forgetLastSeenBefore(Instant end) {
    sql.write(tx ->
        tx.sql("DELETE FROM release WHERE last_seen < :end")
            .param("end", Columns.nanos(end))
            .update());
  }
}
