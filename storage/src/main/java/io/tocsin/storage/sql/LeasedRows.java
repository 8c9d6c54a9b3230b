package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.EffectState.Mover;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table whose rows are {@link Effect}s, each worked on by one holder at a time, until its lease
 * ends: what tickets, deliveries and what comes in have in common. It has {@link #COLUMNS}.
 *
 * @param key its primary key
 * @param columns of a row
 */
record LeasedRows(String table, String key, String columns) {
  /** Of an effect; {@link #effect} reads them. */
  static final String COLUMNS =
      "state, attempts, created_at, due_at, fence, holder, lease_until, sent_at, because";

  static final String WAITING = "state IN ('INTENT', 'SENT', 'UNKNOWN')";

  /**
   * Reads, fences and leases in one statement, so that two holders never get one row.
   *
   * @param which narrows the rows, called {@code r}: empty or {@code AND …}, no text from outside;
   *     its parameters are the caller's to set
   * @param order of due rows when there are more than {@code limit}
   */
  JdbcClient.StatementSpec claim(
      JdbcClient tx,
      Dialect dialect,
      String which,
      String order,
      String holder,
      Instant now,
      Duration lease,
      int limit) {
    return tx.sql(claiming(dialect, which, order))
        .param("holder", holder)
        .param("until", Columns.nanos(now.plus(lease)))
        .param("now", Columns.nanos(now))
        .param("limit", limit);
  }

  /** The statement of {@link #claim}. */
  String claiming(Dialect dialect, String which, String order) {
    return """
    WITH due AS MATERIALIZED (
      SELECT r.%2$s AS taken FROM %1$s r
      WHERE r.%4$s AND r.due_at <= :now AND (r.holder IS NULL OR r.lease_until <= :now) %5$s
      ORDER BY %6$s LIMIT :limit%7$s)
    UPDATE %1$s SET holder = :holder, lease_until = :until, fence = fence + 1
    WHERE %2$s IN (SELECT taken FROM due) RETURNING %3$s\
    """
        .formatted(table, key, columns, WAITING, which, order, dialect.skippingLockedRows());
  }

  /**
   * Writes a row for its holder: no effect where its fence is higher by now, or it cannot come to
   * this state.
   *
   * @param more columns to write, empty or {@code , …}; their parameters are the caller's to set
   */
  JdbcClient.StatementSpec advance(
      JdbcClient tx, TenantId tenant, String id, Effect effect, String more) {
    String sql =
        """
        UPDATE %1$s SET state = :state, attempts = :attempts, due_at = :due, holder = :holder,
          lease_until = :until, sent_at = :sent, because = :because%3$s
        WHERE %2$s = :key AND tenant = :tenant AND fence = :fence AND state IN (:before)\
        """
            .formatted(table, key, more);
    return tx.sql(sql)
        .param("state", effect.state().name())
        .param("attempts", effect.attempts())
        .param("due", Columns.nanos(effect.dueAt()))
        .param("holder", effect.holder())
        .param("until", effect.holder() == null ? null : Columns.nanosOrNull(effect.leaseUntil()))
        .param("sent", Columns.nanosOrNull(effect.sentAt()))
        .param("because", effect.because())
        .param("key", id)
        .param("tenant", tenant.value())
        .param("fence", effect.fence())
        .param("before", names(effect.state().before(Mover.HOLDER)));
  }

  /**
   * As {@link Effect#replayed}. The fence grows, so that nobody who held the row before can write
   * it.
   */
  JdbcClient.StatementSpec replay(
      JdbcClient tx, TenantId tenant, String id, String because, Instant now) {
    String sql =
        """
        UPDATE %1$s SET state = CASE WHEN attempts = 0 THEN 'INTENT' ELSE 'UNKNOWN' END,
          attempts = CASE WHEN attempts = 0 THEN 0 ELSE 1 END, due_at = :now, fence = fence + 1,
          holder = NULL, lease_until = NULL, because = :because
        WHERE %2$s = :key AND tenant = :tenant AND state IN (:before) RETURNING %3$s\
        """
            .formatted(table, key, columns);
    return tx.sql(sql)
        .param("now", Columns.nanos(now))
        .param("because", because)
        .param("tenant", tenant.value())
        .param("key", id)
        .param("before", names(EffectState.INTENT.before(Mover.PERSON)));
  }

  static Effect effect(ResultSet row) throws SQLException {
    return new Effect(
        EffectState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "due_at"),
        row.getLong("fence"),
        row.getString("holder"),
        Columns.instantOrNull(row, "lease_until"),
        Columns.instantOrNull(row, "sent_at"),
        row.getString("because"));
  }

  private static List<String> names(Set<EffectState> states) {
    return states.stream().map(Enum::name).toList();
  }
}
