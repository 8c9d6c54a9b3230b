package io.tocsin.storage.sql;

import java.time.Instant;

/**
 * What a database must know after it came back from a backup: things were done since that it holds
 * nothing of.
 */
final class SqlRestoration {
  private final SqlConnections sql;

  SqlRestoration(SqlConnections sql) {
    this.sql = sql;
  }

  /**
   * Silences are over: an expired one never comes back. From now on every ticket is looked for
   * before it is filed, as it may have been filed since the backup; a notice that waited is not
   * sent again but by hand; numbers begin behind the next full thousand, so that none that was told
   * to people since then comes to mean something else.
   */
  void note(Instant takenAt, Instant now) {
    sql.write(tx -> {
      tx.sql(
              """
              INSERT INTO restoration (restored_at, taken_at) VALUES (:now, :taken)
              ON CONFLICT DO NOTHING\
              """)
          .param("now", Columns.nanos(now))
          .param("taken", Columns.nanos(takenAt))
          .update();
      tx.sql(
              """
              UPDATE ticket_ledger SET sent_at = :now, state = 'UNKNOWN',
                because = 'came back from a backup: looked for first'
              WHERE state IN ('INTENT', 'SENT', 'UNKNOWN')\
              """)
          .param("now", Columns.nanos(now))
          .update();
      // Nobody is called for what may have been dealt with since.
      tx.sql(
              """
              UPDATE delivery SET state = 'NOT_NEEDED', because = 'came back from a backup'
              WHERE kind = 'ESCALATE' AND state IN ('INTENT', 'SENT', 'UNKNOWN')\
              """)
          .update();
      // Of the rest nobody knows what was sent. Whoever may have heard of it hears what follows.
      tx.sql(
              """
              UPDATE delivery SET state = 'REFUSED', receipt = '', holder = NULL,
                lease_until = NULL, fence = fence + 1, because = :because
              WHERE state IN ('INTENT', 'SENT', 'UNKNOWN')\
              """)
          .param("because", "restored: not sent again, since it may have arrived after " + takenAt)
          .update();
      // Those that were ended since the backup must not come back, and nobody knows which were.
      tx.sql("UPDATE silence SET expired_at = :now, updated_at = :now WHERE expired_at IS NULL")
          .param("now", Columns.nanos(now))
          .update();
      return tx.sql("UPDATE counter SET value = (value / 1000 + 1) * 1000").update();
    });
  }
}
