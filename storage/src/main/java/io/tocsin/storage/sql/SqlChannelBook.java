package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.notice.ChannelBook;
import io.tocsin.model.notice.ChannelState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a channel, which is also what claims of its deliveries queue up at. */
final class SqlChannelBook implements ChannelBook {
  private final SqlConnections sql;

  SqlChannelBook(SqlConnections sql) {
    this.sql = sql;
  }

  /** Until the transaction ends nobody else claims deliveries of the channel. */
  static void lock(JdbcClient tx, Dialect dialect, TenantId tenant, String channel) {
    tx.sql(
            """
            INSERT INTO notice_channel (tenant, name, failures, because)
            VALUES (:tenant, :name, 0, :because) ON CONFLICT DO NOTHING\
            """)
        .param("tenant", tenant.value())
        .param("name", channel)
        .param("because", ChannelState.unused(tenant, channel).because())
        .update();
    tx.sql(
            "SELECT name FROM notice_channel WHERE tenant = :tenant AND name = :name"
                + dialect.lockingRows())
        .param("tenant", tenant.value())
        .param("name", channel)
        .query(String.class)
        .single();
  }

  @Override
  public ChannelState state(TenantId tenant, String channel) {
    return sql.read()
        .sql("SELECT * FROM notice_channel WHERE tenant = :tenant AND name = :name")
        .param("tenant", tenant.value())
        .param("name", channel)
        .query(SqlChannelBook::map)
        .optional()
        .orElse(ChannelState.unused(tenant, channel));
  }

  @Override
  public void put(ChannelState state) {
    sql.write(tx ->
        tx.sql(
                """
                INSERT INTO notice_channel (tenant, name, failures, paused_until, because, said_at)
                VALUES (:tenant, :name, :failures, :until, :because, :at)
                ON CONFLICT (tenant, name) DO UPDATE SET failures = EXCLUDED.failures,
                  paused_until = EXCLUDED.paused_until, because = EXCLUDED.because,
                  said_at = EXCLUDED.said_at\
                """)
            .param("tenant", state.tenant().value())
            .param("name", state.channel())
            .param("failures", state.failures())
            .param("until", Columns.nanosOrNull(state.pausedUntil()))
            .param("because", state.because())
            .param("at", Columns.nanosOrNull(state.at()))
            .update());
  }

  @Override
  public List<ChannelState> states(TenantId tenant) {
    return sql.read()
        .sql("SELECT * FROM notice_channel WHERE tenant = :tenant ORDER BY name")
        .param("tenant", tenant.value())
        .query(SqlChannelBook::map)
        .list();
  }

  private static ChannelState map(ResultSet row, int number) throws SQLException {
    return new ChannelState(
        new TenantId(row.getString("tenant")),
        row.getString("name"),
        row.getInt("failures"),
        Columns.instantOrNull(row, "paused_until"),
        row.getString("because"),
        Columns.instantOrNull(row, "said_at"));
  }
}
