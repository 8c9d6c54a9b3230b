package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.oncall.StandIn;
import io.tocsin.model.oncall.StandInStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One row a stand-in. */
final class SqlStandInStore implements StandInStore {
  private static final String COLUMNS =
      "id, tenant, schedule, layer, person, starts_at, ends_at, made_by, why, made_at, ended_by";

  private final SqlConnections sql;

  SqlStandInStore(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public void add(StandIn standIn) {
    sql.write(tx ->
        tx.sql(
                """
                INSERT INTO stand_in (id, tenant, schedule, layer, person, starts_at, ends_at,
                  made_by, why, made_at)
                VALUES (:id, :tenant, :schedule, :layer, :person, :from, :until, :by, :why, :made)\
                """)
            .param("id", standIn.id().toString())
            .param("tenant", standIn.tenant().value())
            .param("schedule", standIn.schedule())
            .param("layer", standIn.layer())
            .param("person", standIn.person())
            .param("from", Columns.nanos(standIn.from()))
            .param("until", Columns.nanos(standIn.until()))
            .param("by", standIn.by())
            .param("why", standIn.why())
            .param("made", Columns.nanos(standIn.madeAt()))
            .update());
  }

  @Override
  public Optional<StandIn> end(TenantId tenant, UUID id, String by, Instant now) {
    return sql.write(tx ->
        tx.sql(
                "UPDATE stand_in SET ended_by = :by, ended_at = :now WHERE tenant = :tenant AND id ="
                    + " :id AND ended_by IS NULL RETURNING "
                    + COLUMNS)
            .param("by", by)
            .param("now", Columns.nanos(now))
            .param("tenant", tenant.value())
            .param("id", id.toString())
            .query(SqlStandInStore::map)
            .optional());
  }

  @Override
  public List<StandIn> between(TenantId tenant, Instant from, Instant until) {
    return sql.read()
        .sql(
            "SELECT "
                + COLUMNS
                + " FROM stand_in WHERE tenant = :tenant AND ended_by IS NULL AND ends_at > :from"
                + " AND starts_at < :until ORDER BY made_at, id")
        .param("tenant", tenant.value())
        .param("from", Columns.nanos(from))
        .param("until", Columns.nanos(until))
        .query(SqlStandInStore::map)
        .list();
  }

  void forgetEndedBefore(Instant end) {
    sql.write(tx ->
        tx.sql("DELETE FROM stand_in WHERE ends_at < :end")
            .param("end", Columns.nanos(end))
            .update());
  }

  private static StandIn map(ResultSet row, int number) throws SQLException {
    return new StandIn(
        UUID.fromString(row.getString("id")),
        new TenantId(row.getString("tenant")),
        row.getString("schedule"),
        row.getString("layer"),
        row.getString("person"),
        Columns.instant(row, "starts_at"),
        Columns.instant(row, "ends_at"),
        row.getString("made_by"),
        row.getString("why"),
        Columns.instant(row, "made_at"),
        row.getString("ended_by"));
  }
}
