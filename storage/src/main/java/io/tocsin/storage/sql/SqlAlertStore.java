package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertStore;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.Source;
import io.tocsin.storage.json.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row an alert; a row is written over only by who has read its newest version. */
final class SqlAlertStore implements AlertStore, AlertSearch {
  /** Keys of one question: databases bound the number of parameters. */
  private static final int KEYS_AT_ONCE = 1_000;

  private static final String SELECT =
      "SELECT tenant, key, labels_json, annotations_json, sender, link, fault, source_json,"
          + " starts_at, ends_at, updated_at, said_at, ended_at, ended_because, settled_at, version"
          + " FROM alert";

  private final SqlConnections sql;

  SqlAlertStore(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public List<Alert> find(TenantId tenant, Collection<String> keys) {
    List<Alert> found = new ArrayList<>();
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
      found.addAll(
          sql.read()
              .sql(SELECT + " WHERE tenant = :tenant AND key IN (:keys)")
              .param("tenant", tenant.value())
              .param("keys", all.subList(from, Math.min(all.size(), from + KEYS_AT_ONCE)))
              .query(SqlAlertStore::map)
              .list());
    }
    return found;
  }

  @Override
  public long firing(TenantId tenant) {
    return sql.read()
        .sql("SELECT count(*) FROM alert WHERE tenant = :tenant AND ended_at IS NULL")
        .param("tenant", tenant.value())
        .query(Long.class)
        .single();
  }

  @Override
  public boolean record(List<Alert> alerts, List<Signal> signals) {
    if (alerts.isEmpty() && signals.isEmpty()) {
      return true;
    }
    // In one order, so that two writers of the same rows never wait for each other.
    List<Alert> ordered =
        alerts.stream()
            .sorted(Comparator.comparing((Alert a) -> a.tenant().value()).thenComparing(Alert::key))
            .toList();
    return sql.writeUnlessEmpty(
            tx -> {
              for (Alert alert : ordered) {
                if (write(tx, alert) == 0) {
                  return Optional.empty();
                }
              }
              signals.forEach(signal -> SqlSignalStore.insert(tx, signal));
              return Optional.of(true);
            })
        .isPresent();
  }

  private static int write(JdbcClient tx, Alert alert) {
    return tx.sql(
            """
            INSERT INTO alert (tenant, key, labels_json, annotations_json, sender, link, fault,
              source_json, starts_at, ends_at, updated_at, said_at, ended_at, ended_because,
              settled_at, version)
            VALUES (:tenant, :key, :labels, :annotations, :sender, :link, :fault, :source, :starts,
              :ends, :updated, :said, :ended, :because, :settled, :next)
            ON CONFLICT (tenant, key) DO UPDATE SET
              labels_json = excluded.labels_json, annotations_json = excluded.annotations_json,
              sender = excluded.sender, link = excluded.link, fault = excluded.fault,
              source_json = excluded.source_json, starts_at = excluded.starts_at,
              ends_at = excluded.ends_at, updated_at = excluded.updated_at,
              said_at = excluded.said_at, ended_at = excluded.ended_at,
              ended_because = excluded.ended_because, settled_at = excluded.settled_at,
              version = excluded.version
            WHERE alert.version = excluded.version - 1\
            """)
        .param("tenant", alert.tenant().value())
        .param("key", alert.key())
        .param("labels", ModelJson.text(alert.labels()))
        .param("annotations", ModelJson.text(alert.annotations()))
        .param("sender", alert.sender())
        .param("link", alert.link())
        .param("fault", alert.fault().value())
        .param("source", ModelJson.text(alert.source()))
        .param("starts", Columns.nanos(alert.startsAt()))
        .param("ends", Columns.nanos(alert.endsAt()))
        .param("updated", Columns.nanos(alert.updatedAt()))
        .param("said", Columns.nanos(alert.saidAt()))
        .param("ended", Columns.nanosOrNull(alert.endedAt()))
        .param("because", alert.endedBecause())
        .param("settled", Columns.nanosOrNull(alert.settledAt()))
        .param("next", alert.version() + 1)
        .update();
  }

  @Override
  public List<Alert> firing(TenantId tenant, int limit) {
    return sql.read()
        .sql(SELECT + " WHERE tenant = :tenant AND ended_at IS NULL ORDER BY key LIMIT :limit")
        .param("tenant", tenant.value())
        .param("limit", limit)
        .query(SqlAlertStore::map)
        .list();
  }

  @Override
  public boolean isFiring(TenantId tenant, Fingerprint fault, String environment) {
    return sql.read()
        .sql(
            "SELECT 1 FROM alert WHERE tenant = :tenant AND fault = :fault AND ended_at IS NULL AND "
                + sql.dialect().jsonText("source_json", "environment")
                + " = :environment LIMIT 1")
        .param("tenant", tenant.value())
        .param("fault", fault.value())
        .param("environment", environment)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  @Override
  public List<Alert> unsettled(Instant now, int limit) {
    return sql.readAtOneMoment(tx -> {
      List<Alert> over =
          new ArrayList<>(
              tx.sql(
                      SELECT
                          + " WHERE ended_at IS NOT NULL AND settled_at IS NULL"
                          + " ORDER BY ended_at LIMIT :limit")
                  .param("limit", limit)
                  .query(SqlAlertStore::map)
                  .list());
      over.addAll(
          tx.sql(
                  SELECT
                      + " WHERE ended_at IS NULL AND ends_at <= :now"
                      + " ORDER BY ends_at LIMIT :limit")
              .param("now", Columns.nanos(now))
              .param("limit", limit - over.size())
              .query(SqlAlertStore::map)
              .list());
      return over;
    });
  }

  void forgetSettledBefore(Instant end) {
    sql.write(tx ->
        tx.sql("DELETE FROM alert WHERE settled_at < :end")
            .param("end", Columns.nanos(end))
            .update());
  }

  private static Alert map(ResultSet row, int number) throws SQLException {
    return new Alert(
        new TenantId(row.getString("tenant")),
        row.getString("key"),
        ModelJson.stringMap(row.getString("labels_json")),
        ModelJson.stringMap(row.getString("annotations_json")),
        row.getString("sender"),
        row.getString("link"),
        new Fingerprint(row.getString("fault")),
        ModelJson.read(row.getString("source_json"), Source.class),
        Columns.instant(row, "starts_at"),
        Columns.instant(row, "ends_at"),
        Columns.instant(row, "updated_at"),
        Columns.instant(row, "said_at"),
        Columns.instantOrNull(row, "ended_at"),
        row.getString("ended_because"),
        Columns.instantOrNull(row, "settled_at"),
        row.getLong("version"));
  }
}
