package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.DeadLetters;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The refused rows of the ticket ledger. */
final class SqlDeadLetters implements DeadLetters {
  private final SqlConnections sql;

  SqlDeadLetters(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public Page<TicketEntry> refused(TenantId tenant, int offset, int limit) {
    return Pages.page(
        sql.read(),
        SqlTicketLedger.COLUMNS,
        " FROM ticket_ledger WHERE tenant = :tenant AND state = 'REFUSED'",
        " ORDER BY created_at DESC, ticket_key DESC",
        Map.of("tenant", tenant.value()),
        offset,
        limit,
        SqlTicketLedger::map);
  }

  /** The fence grows, so that nobody who held the row before can write it. */
  @Override
  public Optional<TicketEntry> replay(TenantId tenant, TicketKey key, String because, Instant now) {
    return sql.write(tx ->
        tx.sql(
                """
                UPDATE ticket_ledger SET
                  state = CASE WHEN attempts = 0 THEN 'INTENT' ELSE 'UNKNOWN' END,
                  due_at = :now, fence = fence + 1, holder = NULL, lease_until = NULL,
                  because = :because
                WHERE tenant = :tenant AND ticket_key = :key AND state = 'REFUSED'
                RETURNING\
                """
                    + ' '
                    + SqlTicketLedger.COLUMNS)
            .param("now", Columns.nanos(now))
            .param("because", because)
            .param("tenant", tenant.value())
            .param("key", key.label())
            .query(SqlTicketLedger::map)
            .optional());
  }
}
