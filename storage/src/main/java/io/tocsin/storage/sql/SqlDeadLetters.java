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
  /** As in {@code ticket_ledger_refused}: an index of some rows needs its own words. */
  static final String REFUSED = " FROM ticket_ledger WHERE tenant = :tenant AND state = 'REFUSED'";

  static final String NEWEST_FIRST = " ORDER BY created_at DESC, ticket_key DESC";

  private final SqlConnections sql;

  SqlDeadLetters(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public Page<TicketEntry> refused(TenantId tenant, int offset, int limit) {
    return Pages.page(
        sql.read(),
        SqlTicketLedger.COLUMNS,
        REFUSED,
        NEWEST_FIRST,
        Map.of("tenant", tenant.value()),
        offset,
        limit,
        SqlTicketLedger::map);
  }

  @Override
  public Optional<TicketEntry> replay(TenantId tenant, TicketKey key, String because, Instant now) {
    return sql.write(tx ->
        SqlTicketLedger.ROWS
            .replay(tx, tenant, key.label(), because, now)
            .query(SqlTicketLedger::map)
            .optional());
  }
}
