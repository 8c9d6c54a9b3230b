package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.storage.json.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row a silence; one that is expired is never written again. */
final class SqlSilenceStore implements SilenceStore {
  private static final String SELECT =
      "SELECT id, tenant, matchers_json, starts_at, ends_at, updated_at, created_by, why,"
          + " expired_at FROM silence";

  private final SqlConnections sql;

  SqlSilenceStore(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public boolean save(Silence silence) {
    return sql.write(tx ->
        tx.sql(
                """
                INSERT INTO silence (id, tenant, matchers_json, starts_at, ends_at, updated_at,
                  created_by, why, expired_at)
                VALUES (:id, :tenant, :matchers, :starts, :ends, :updated, :by, :why, :expired)
                ON CONFLICT (id) DO UPDATE SET
                  matchers_json = excluded.matchers_json, starts_at = excluded.starts_at,
                  ends_at = excluded.ends_at, updated_at = excluded.updated_at,
                  created_by = excluded.created_by, why = excluded.why,
                  expired_at = excluded.expired_at
                WHERE silence.tenant = excluded.tenant AND silence.expired_at IS NULL\
                """)
            .param("id", silence.id())
            .param("tenant", silence.tenant().value())
            .param("matchers", ModelJson.text(silence.matchers()))
            .param("starts", Columns.nanos(silence.startsAt()))
            .param("ends", Columns.nanos(silence.endsAt()))
            .param("updated", Columns.nanos(silence.updatedAt()))
            .param("by", silence.createdBy())
            .param("why", silence.comment())
            .param("expired", Columns.nanosOrNull(silence.expiredAt()))
            .update())
        == 1;
  }

  @Override
  public Optional<Silence> find(TenantId tenant, String id) {
    return sql.read()
        .sql(SELECT + " WHERE tenant = :tenant AND id = :id")
        .param("tenant", tenant.value())
        .param("id", id)
        .query(SqlSilenceStore::map)
        .optional();
  }

  @Override
  public List<Silence> list(TenantId tenant, boolean expiredToo, int limit) {
    return sql.readAtOneMoment(tx -> {
      List<Silence> all =
          new ArrayList<>(
              tx.sql(
                      SELECT
                          + " WHERE tenant = :tenant AND expired_at IS NULL"
                          + " ORDER BY ends_at, id LIMIT :limit")
                  .param("tenant", tenant.value())
                  .param("limit", limit)
                  .query(SqlSilenceStore::map)
                  .list());
      if (!expiredToo) {
        return all;
      }
      all.addAll(
          tx.sql(
                  SELECT
                      + " WHERE tenant = :tenant AND expired_at IS NOT NULL"
                      + " ORDER BY expired_at DESC, id LIMIT :limit")
              .param("tenant", tenant.value())
              .param("limit", limit - all.size())
              .query(SqlSilenceStore::map)
              .list());
      return all;
    });
  }

  @Override
  public int expire(Instant now) {
    long over =
        sql.read()
            .sql("SELECT count(*) FROM silence WHERE expired_at IS NULL AND ends_at <= :now")
            .param("now", Columns.nanos(now))
            .query(Long.class)
            .single();
    return over == 0
        ? 0
        : sql.write(tx ->
            tx.sql(
                    """
                    UPDATE silence SET expired_at = :now, updated_at = :now
                    WHERE expired_at IS NULL AND ends_at <= :now\
                    """)
                .param("now", Columns.nanos(now))
                .update());
  }

  void forgetExpiredBefore(Instant end) {
    sql.write(tx ->
        tx.sql("DELETE FROM silence WHERE expired_at < :end")
            .param("end", Columns.nanos(end))
            .update());
  }

  private static Silence map(ResultSet row, int number) throws SQLException {
    return new Silence(
        row.getString("id"),
        new TenantId(row.getString("tenant")),
        List.of(ModelJson.read(row.getString("matchers_json"), Matcher[].class)),
        Columns.instant(row, "starts_at"),
        Columns.instant(row, "ends_at"),
        Columns.instant(row, "updated_at"),
        row.getString("created_by"),
        row.getString("why"),
        Columns.instantOrNull(row, "expired_at"));
  }
}
