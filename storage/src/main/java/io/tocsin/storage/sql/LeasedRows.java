package io.tocsin.storage.sql;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table whose rows are worked on by one holder at a time, until its lease ends: what tickets and
 * deliveries have in common. It has the columns state, due_at, holder, lease_until and fence, and
 * rows that wait are INTENT, SENT or UNKNOWN.
 *
 * @param key its primary key
 * @param columns of a row
 */
record LeasedRows(String table, String key, String columns) {
  static final String WAITING = "state IN ('INTENT', 'SENT', 'UNKNOWN')";

  /**
   * Reads, fences and leases in one statement, so that two holders never get one row.
   *
   * @param which narrows the rows, called {@code r}: empty or {@code AND …}; its parameters are the
   *     caller's to set
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
    String sql =
        """
        WITH due AS MATERIALIZED (
          SELECT r.%2$s AS taken FROM %1$s r
          WHERE r.%4$s AND r.due_at <= :now AND (r.holder IS NULL OR r.lease_until <= :now) %5$s
          ORDER BY %6$s LIMIT :limit%7$s)
        UPDATE %1$s SET holder = :holder, lease_until = :until, fence = fence + 1
        WHERE %2$s IN (SELECT taken FROM due) RETURNING %3$s\
        """
            .formatted(table, key, columns, WAITING, which, order, dialect.skippingLockedRows());
    return tx.sql(sql)
        .param("holder", holder)
        .param("until", Columns.nanos(now.plus(lease)))
        .param("now", Columns.nanos(now))
        .param("limit", limit);
  }
}
