package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.latency.LatencyQuery;
import io.tocsin.model.latency.LatencyStore;
import io.tocsin.model.latency.LatencyWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A row a window, its series apart. Windows of five minutes and more outlive shorter ones; both are
 * there while the shorter are kept.
 */
final class SqlLatencyStore implements LatencyStore {
  /** From this length on a window is a rolled-up one. */
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Rows deleted in one transaction: other writers wait no longer than that. */
  private static final int DELETED_AT_ONCE = 1_000;

  private final SqlConnections sql;

  SqlLatencyStore(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public void write(List<LatencyWindow> windows) {
    if (!windows.isEmpty()) {
      sql.write(tx -> {
        Set<Long> known = new HashSet<>();
        for (LatencyWindow window : windows) {
          long series = LatencySeries.id(window);
          if (known.add(series)) {
            insertSeries(tx, series, window);
          }
          insert(tx, series, window);
        }
        return windows.size();
      });
    }
  }

  private static void insertSeries(JdbcClient tx, long id, LatencyWindow window) {
    tx.sql(
            """
            INSERT INTO latency_series
              (id, tenant, service, environment, operation, version, revision)
            VALUES (:id, :tenant, :service, :environment, :operation, :version, :revision)
            ON CONFLICT (id) DO UPDATE SET
              revision = COALESCE(excluded.revision, latency_series.revision)\
            """)
        .param("id", id)
        .param("tenant", window.tenant().value())
        .param("service", window.service())
        .param("environment", window.environment())
        .param("operation", window.operation())
        .param("version", LatencySeries.version(window))
        .param("revision", window.revision())
        .update();
  }

  private static void insert(JdbcClient tx, long series, LatencyWindow window) {
    tx.sql(
            """
            INSERT INTO latency_window
              (series, start_at, length, requests, failed, p50, p90, p99, sketch)
            VALUES (:series, :start, :length, :requests, :failed, :p50, :p90, :p99, :sketch)
            ON CONFLICT (series, start_at, length) DO UPDATE SET
              requests = excluded.requests, failed = excluded.failed, p50 = excluded.p50,
              p90 = excluded.p90, p99 = excluded.p99, sketch = excluded.sketch\
            """)
        .param("series", series)
        .param("start", Columns.nanos(window.start()))
        .param("length", window.length().toNanos())
        .param("requests", window.count())
        .param("failed", window.failed())
        .param("p50", window.p50())
        .param("p90", window.p90())
        .param("p99", window.p99())
        .param("sketch", window.sketch())
        .update();
  }

  @Override
  public List<LatencyWindow> windows(LatencyQuery query) {
    return sql.read()
        .sql(
            """
            SELECT s.service, s.environment, s.operation, s.version, s.revision,
              w.start_at, w.length, w.requests, w.failed, w.p50, w.p90, w.p99, w.sketch
            FROM latency_series s JOIN latency_window w ON w.series = s.id
            WHERE s.tenant = :tenant
              AND (CAST(:service AS TEXT) IS NULL OR s.service = :service)
              AND (CAST(:environment AS TEXT) IS NULL OR s.environment = :environment)
              AND (CAST(:operation AS TEXT) IS NULL OR s.operation = :operation)
              AND w.start_at >= :from AND w.start_at < :to
              AND (w.length < :long OR NOT EXISTS (
                SELECT 1 FROM latency_window d
                WHERE d.series = w.series AND d.length < w.length
                  AND d.start_at >= w.start_at AND d.start_at < w.start_at + w.length))
            ORDER BY w.start_at DESC, w.length, w.series LIMIT :limit\
            """)
        .param("tenant", query.tenant().value())
        .param("service", query.service())
        .param("environment", query.environment())
        .param("operation", query.operation())
        .param("from", Columns.nanos(query.from()))
        .param("to", Columns.nanos(query.to()))
        .param("long", LONG.toNanos())
        .param("limit", query.limit())
        .query((row, n) -> window(query.tenant(), row))
        .list()
        .reversed();
  }

  private static LatencyWindow window(TenantId tenant, ResultSet row) throws SQLException {
    String version = row.getString("version");
    return new LatencyWindow(
        tenant,
        row.getString("service"),
        row.getString("environment"),
        version.equals(LatencySeries.NO_VERSION) ? null : version,
        row.getString("revision"),
        row.getString("operation"),
        Columns.instant(row, "start_at"),
        Duration.ofNanos(row.getLong("length")),
        row.getLong("requests"),
        row.getLong("failed"),
        row.getDouble("p50"),
        row.getDouble("p90"),
        row.getDouble("p99"),
        row.getBytes("sketch"));
  }

  /**
   * @param all windows that started before it go
   * @param detail short windows that started before it go
   */
  void forgetBefore(Instant all, Instant detail) {
    delete("start_at < :end", all);
    delete("start_at < :end AND length < " + LONG.toNanos(), detail);
    sql.write(tx ->
        tx.sql(
                """
                DELETE FROM latency_series WHERE NOT EXISTS (
                  SELECT 1 FROM latency_window w WHERE w.series = latency_series.id)\
                """)
            .update());
  }

  private void delete(String which, Instant end) {
    int deleted;
    do {
      deleted =
          sql.write(tx ->
              tx.sql(
                      "DELETE FROM latency_window WHERE (series, start_at, length) IN (SELECT"
                          + " series, start_at, length FROM latency_window WHERE "
                          + which
                          + " LIMIT :batch)")
                  .param("end", Columns.nanos(end))
                  .param("batch", DELETED_AT_ONCE)
                  .update());
    } while (deleted == DELETED_AT_ONCE);
  }
}
