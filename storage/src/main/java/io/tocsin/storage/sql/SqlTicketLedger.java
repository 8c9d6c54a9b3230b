package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketLedger;
import io.tocsin.model.ticket.TicketReading;
import io.tocsin.model.ticket.TicketReadings;
import io.tocsin.model.ticket.TicketTally;
import io.tocsin.storage.json.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ledger as a table. Every write of a claimed row names the fence it was claimed with; what is
 * to be done to one ticket is claimed one by one.
 */
final class SqlTicketLedger implements TicketLedger, TicketTally, TicketReadings {
  static final String COLUMNS =
      "ticket_key, tenant, incident, ticket_id, ticket_url, given_to, act, about, details_json,"
          + " read_status, read_assignee, read_at, "
          + LeasedRows.COLUMNS;
  static final LeasedRows ROWS = new LeasedRows("ticket_ledger", "ticket_key", COLUMNS);

  /** Nothing of any kind waits for the same ticket and was due before. */
  private static final String FIRST =
      """
      AND NOT EXISTS (
        SELECT 1 FROM ticket_ledger earlier
        WHERE earlier.about = r.about AND earlier.%s
          AND (earlier.due_at, earlier.ticket_key) < (r.due_at, r.ticket_key))\
      """
          .formatted(LeasedRows.WAITING);

  static final String ORDER = "r.due_at, r.ticket_key";

  private final SqlConnections sql;

  SqlTicketLedger(SqlConnections sql) {
    this.sql = sql;
  }

  /**
   * Enters the incident's ticket as an intent, in the transaction that opens the incident. One that
   * waits for the end of a mute waits no longer. Once the database came back from a backup it may
   * have been sent before: then it is looked for first.
   */
  static void file(JdbcClient tx, Incident incident, Instant now) {
    TicketKey key =
        Objects.requireNonNull(incident.ticketKey(), "a change that files a ticket has no key");
    intend(
        tx,
        incident,
        new TicketIntent(
            TicketAct.file(key), incident.openedAt(), incident.name() + " needs a ticket"),
        now);
    // What waits for it was put off as long as it was.
    tx.sql(
            """
            UPDATE ticket_ledger SET due_at = :now WHERE about = :key AND act <> 'FILE'
              AND tenant = :tenant AND state = 'INTENT' AND attempts = 0 AND due_at > :now\
            """)
        .param("now", Columns.nanos(now))
        .param("key", key.label())
        .param("tenant", incident.tenant().value())
        .update();
  }

  /**
   * Enters what is to be done. What was entered before and waits goes sooner where it is to; a
   * ticket also where the tracker has said "not now", since a person may want it.
   */
  static void intend(JdbcClient tx, Incident incident, TicketIntent intent, Instant now) {
    TicketAct act = intent.act();
    tx.sql(
            """
            INSERT INTO ticket_ledger (ticket_key, tenant, incident, state, attempts, created_at,
              due_at, fence, sent_at, because, act, about, details_json)
            SELECT :key, :tenant, :incident,
              CASE WHEN restored.at IS NULL THEN 'INTENT' ELSE 'UNKNOWN' END,
              0, :now, :due, 0, restored.at, :because, :act, :about, :details
            FROM (SELECT MAX(restored_at) AS at FROM restoration) restored WHERE TRUE
            ON CONFLICT (ticket_key) DO UPDATE SET due_at = excluded.due_at
              WHERE ticket_ledger.state = 'INTENT'
                AND (ticket_ledger.attempts = 0 OR ticket_ledger.act = 'FILE')
                AND ticket_ledger.due_at > excluded.due_at\
            """)
        .param("key", act.key().label())
        .param("tenant", incident.tenant().value())
        .param("incident", incident.id().toString())
        .param("now", Columns.nanos(now))
        .param("due", Columns.nanos(intent.dueAt()))
        .param("because", intent.because())
        .param("act", act.kind().name())
        .param("about", act.ticket().label())
        .param("details", ModelJson.text(act.details()))
        .update();
  }

  @Override
  public List<TicketEntry> claim(
      Set<TicketAct.Kind> kinds, String holder, Instant now, Duration lease, int limit) {
    return sql.write(tx ->
        ROWS
            .claim(tx, sql.dialect(), firstOf(kinds), ORDER, holder, now, lease, limit)
            .query(SqlTicketLedger::map)
            .list()
            .stream()
            .sorted(
                Comparator.comparing(TicketEntry::dueAt)
                    .thenComparing(entry -> entry.key().label()))
            .toList());
  }

  /**
   * The first of their tickets among rows of those kinds, which stand in the text, in the order of
   * their names as in {@code ticket_ledger_opening}: an index of some rows is used where the text
   * proves that it has all.
   */
  static String firstOf(Set<TicketAct.Kind> kinds) {
    return "AND r.act IN "
        + kinds.stream().map(Enum::name).sorted().collect(Collectors.joining("', '", "('", "') "))
        + FIRST;
  }

  @Override
  public boolean advance(TicketEntry entry) {
    return sql.write(tx -> write(tx, entry)) == 1;
  }

  private static int write(JdbcClient tx, TicketEntry entry) {
    return ROWS.advance(
            tx,
            entry.tenant(),
            entry.key().label(),
            entry.effect(),
            ", ticket_id = :ticket, ticket_url = :url, given_to = :given")
        .param("ticket", entry.ticketId())
        .param("url", entry.ticketUrl())
        .param("given", entry.givenTo())
        .update();
  }

  /** Not fenced: nobody who holds the row writes these columns. */
  @Override
  public boolean note(TenantId tenant, TicketKey ticket, TicketReading reading) {
    return sql.write(tx ->
        tx.sql(
                """
                UPDATE ticket_ledger SET read_status = :status, read_assignee = :assignee,
                  read_at = :at
                WHERE tenant = :tenant AND ticket_key = :key AND act IN ('FILE', 'UMBRELLA')\
                """)
            .param("status", reading.state().name())
            .param("assignee", reading.assignee())
            .param("at", Columns.nanos(reading.readAt()))
            .param("tenant", tenant.value())
            .param("key", ticket.label())
            .update())
        == 1;
  }

  /** Of what was done to tickets after they were opened; those themselves stay. */
  void forgetActsBefore(Instant end) {
    sql.write(tx ->
        tx.sql(
                """
                DELETE FROM ticket_ledger
                WHERE act NOT IN ('FILE', 'UMBRELLA') AND state = 'CONFIRMED' AND created_at < :end\
                """)
            .param("end", Columns.nanos(end))
            .update());
  }

  @Override
  public Optional<TicketEntry> find(TenantId tenant, TicketKey key) {
    return sql.read()
        .sql(
            "SELECT "
                + COLUMNS
                + " FROM ticket_ledger WHERE tenant = :tenant AND ticket_key = :key")
        .param("tenant", tenant.value())
        .param("key", key.label())
        .query(SqlTicketLedger::map)
        .optional();
  }

  @Override
  public Map<TicketKey, TicketEntry> find(TenantId tenant, Set<TicketKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return sql
        .read()
        .sql(
            "SELECT "
                + COLUMNS
                + " FROM ticket_ledger WHERE tenant = :tenant AND ticket_key IN (:keys)")
        .param("tenant", tenant.value())
        .param("keys", keys.stream().map(TicketKey::label).toList())
        .query(SqlTicketLedger::map)
        .list()
        .stream()
        .collect(Collectors.toMap(TicketEntry::key, Function.identity()));
  }

  @Override
  public Page<TicketEntry> entries(TenantId tenant, int offset, int limit) {
    return new SqlTicketDesk(sql).tickets(tenant, Set.of(), offset, limit);
  }

  @Override
  public Map<EffectState, Long> counts(TenantId tenant) {
    Map<EffectState, Long> counts = new EnumMap<>(EffectState.class);
    sql.read()
        .sql(
            "SELECT state, count(*) AS n FROM ticket_ledger WHERE tenant = :tenant"
                + " AND act IN ('FILE', 'UMBRELLA') GROUP BY state")
        .param("tenant", tenant.value())
        .query(row -> {
          counts.put(EffectState.valueOf(row.getString("state")), row.getLong("n"));
        });
    return counts;
  }

  static TicketEntry map(ResultSet row, int number) throws SQLException {
    Instant readAt = Columns.instantOrNull(row, "read_at");
    return new TicketEntry(
        new TicketAct(
            TicketAct.Kind.valueOf(row.getString("act")),
            new TicketKey(row.getString("ticket_key")),
            new TicketKey(row.getString("about")),
            ModelJson.stringMap(row.getString("details_json"))),
        new TenantId(row.getString("tenant")),
        UUID.fromString(row.getString("incident")),
        LeasedRows.effect(row),
        row.getString("ticket_id"),
        row.getString("ticket_url"),
        row.getString("given_to"),
        readAt == null
            ? null
            : new TicketReading(
                Ticket.State.valueOf(row.getString("read_status")),
                row.getString("read_assignee"),
                readAt));
  }
}
