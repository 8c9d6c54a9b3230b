package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.Uuid7;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.storage.json.ModelJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One transaction a decision. */
final class SqlIncidentJournal implements IncidentJournal {
  private static final BlastRadius NOBODY = new BlastRadius(0, 0, 0, false);

  private final SqlConnections sql;
  private final InstantSource clock;
  private final int maxBlastMembers;

  SqlIncidentJournal(SqlConnections sql, InstantSource clock, int maxBlastMembers) {
    this.sql = sql;
    this.clock = clock;
    this.maxBlastMembers = maxBlastMembers;
  }

  @Override
  public FaultRef fault(TenantId tenant, Fingerprint fingerprint, Instant firstSeen) {
    return known(sql.read(), tenant, fingerprint)
        .or(() -> sql.writeUnlessEmpty(tx -> create(tx, tenant, fingerprint, firstSeen)))
        .or(() -> known(sql.read(), tenant, fingerprint))
        .orElseThrow(() -> new IllegalStateException("no fault for " + fingerprint));
  }

  private static Optional<FaultRef> known(JdbcClient read, TenantId tenant, Fingerprint print) {
    return read.sql(
            """
            SELECT f.id, f.number, f.first_seen FROM fingerprint p JOIN fault f ON f.id = p.fault
            WHERE p.tenant = :tenant AND p.value = :print\
            """)
        .param("tenant", tenant.value())
        .param("print", print.value())
        .query((row, n) ->
            new FaultRef(
                UUID.fromString(row.getString("id")),
                tenant,
                row.getLong("number"),
                Columns.instant(row, "first_seen")))
        .optional();
  }

  /** Empty where another thread was first: its fault is the one. */
  private Optional<FaultRef> create(
      JdbcClient tx, TenantId tenant, Fingerprint fingerprint, Instant firstSeen) {
    String fault = FaultRef.idOf(tenant, fingerprint).toString();
    tx.sql(
            """
            INSERT INTO fault (id, tenant, number, first_seen)
            VALUES (:id, :tenant, :number, :first) ON CONFLICT DO NOTHING\
            """)
        .param("id", fault)
        .param("tenant", tenant.value())
        .param("number", Counter.next(tx, tenant.value(), "fault"))
        .param("first", Columns.nanos(firstSeen))
        .update();
    int pointed =
        tx.sql(
                """
                INSERT INTO fingerprint (tenant, value, fault) VALUES (:tenant, :print, :fault)
                ON CONFLICT DO NOTHING\
                """)
            .param("tenant", tenant.value())
            .param("print", fingerprint.value())
            .param("fault", fault)
            .update();
    return pointed == 1 ? known(tx, tenant, fingerprint) : Optional.empty();
  }

  @Override
  public Optional<Incident> latestEpisode(FaultRef fault, String environment) {
    return sql.read()
        .sql(
            "SELECT "
                + IncidentRow.COLUMNS
                + IncidentRow.FROM
                + """
                 WHERE i.fault = :fault AND i.tenant = :tenant AND i.environment = :environment
                ORDER BY i.episode DESC LIMIT 1\
                """)
        .param("fault", fault.id().toString())
        .param("tenant", fault.tenant().value())
        .param("environment", environment)
        .query(IncidentRow::map)
        .optional();
  }

  @Override
  public long nextNumber(TenantId tenant) {
    return sql.write(tx -> Counter.next(tx, tenant.value(), "incident"));
  }

  @Override
  public Optional<Incident> record(IncidentChange change) {
    Instant now = clock.instant();
    return sql.writeUnlessEmpty(tx -> record(tx, change, now));
  }

  private Optional<Incident> record(JdbcClient tx, IncidentChange change, Instant now) {
    Incident after = change.after();
    if (!SqlSignalStore.takeIn(tx, after.tenant(), change.handled(), now)) {
      return Optional.empty();
    }
    if (after.version() == 0
        && tx.sql(IncidentRow.INSERT).params(IncidentRow.params(after, NOBODY, 0)).update() == 0) {
      return Optional.empty();
    }
    Optional<BlastRadius> before = blastAtVersion(tx, after);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    BlastRadius blast =
        new BlastMembers(tx, after.id().toString(), maxBlastMembers).grown(before.get(), change);
    tx.sql(IncidentRow.UPDATE)
        .params(IncidentRow.params(after, blast, after.version() + 1))
        .update();
    change.events().forEach(event -> tell(tx, after.tenant(), event));
    if (change.fileTicket()) {
      SqlTicketLedger.file(tx, after, now);
    }
    change.acts().forEach(intent -> SqlTicketLedger.intend(tx, after, intent, now));
    Optional<Incident> written = find(tx, after);
    written.ifPresent(row -> tellChannels(tx, row, change, now));
    return written;
  }

  private void tellChannels(JdbcClient tx, Incident row, IncidentChange change, Instant now) {
    for (NoticeIntent intent : change.notices()) {
      SqlDeliveryLedger.intend(tx, row, change.events(), intent, Uuid7.next(clock), now);
    }
  }

  private Optional<BlastRadius> blastAtVersion(JdbcClient tx, Incident incident) {
    return tx.sql(
            """
            SELECT occurrences, accounts, tenant_codes, accounts_lower_bound FROM incident
            WHERE id = :id AND tenant = :tenant AND version = :version\
            """
                + sql.dialect().lockingRows())
        .param("id", incident.id().toString())
        .param("tenant", incident.tenant().value())
        .param("version", incident.version())
        .query(IncidentRow::blast)
        .optional();
  }

  private static Optional<Incident> find(JdbcClient tx, Incident incident) {
    return tx.sql(
            "SELECT "
                + IncidentRow.COLUMNS
                + IncidentRow.FROM
                + " WHERE i.id = :id AND i.tenant = :tenant")
        .param("id", incident.id().toString())
        .param("tenant", incident.tenant().value())
        .query(IncidentRow::map)
        .optional();
  }

  private static void tell(JdbcClient tx, TenantId tenant, TimelineEvent event) {
    tx.sql(
            """
            INSERT INTO timeline_event
              (id, tenant, incident, happened_at, kind, actor, details_json, because)
            VALUES (:id, :tenant, :incident, :at, :kind, :actor, :details, :because)\
            """)
        .param("id", event.id().toString())
        .param("tenant", tenant.value())
        .param("incident", event.incident().toString())
        .param("at", Columns.nanos(event.at()))
        .param("kind", event.kind().name())
        .param("actor", event.by())
        .param("details", ModelJson.text(event.details()))
        .param("because", event.because())
        .update();
  }
}
