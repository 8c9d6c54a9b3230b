package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.DeliveryLedger;
import io.tocsin.model.notice.Known;
import io.tocsin.model.notice.News;
import io.tocsin.model.oncall.DutyRef;
import io.tocsin.storage.json.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries as a table. */
final class SqlDeliveryLedger implements DeliveryLedger {
  static final String COLUMNS =
      "id, tenant, channel, incident, kind, sequence, news_json, message, receipt, on_call,"
          + " "
          + LeasedRows.COLUMNS;
  static final LeasedRows ROWS = new LeasedRows("delivery", "id", COLUMNS);

  /** An earlier event of the incident that waits for later holds the ones behind it back. */
  private static final String IN_TURN =
      """
      AND r.tenant = :tenant AND r.channel = :channel AND NOT EXISTS (
        SELECT 1 FROM delivery e WHERE e.incident = r.incident AND e.channel = r.channel
        AND e.sequence > 0 AND e.sequence < r.sequence AND e.due_at > r.due_at
        AND e.%s)\
      """
          .formatted(LeasedRows.WAITING);

  private static final Comparator<Delivery> OLDEST_FIRST =
      Comparator.comparing(Delivery::dueAt)
          .thenComparingLong(Delivery::sequence)
          .thenComparing(row -> row.id().toString());

  private final SqlConnections sql;

  SqlDeliveryLedger(SqlConnections sql) {
    this.sql = sql;
  }

  /** Enters what a change calls for, in its transaction. The incident's row is locked by it. */
  static void intend(
      JdbcClient tx,
      Incident incident,
      List<TimelineEvent> events,
      NoticeIntent intent,
      UUID id,
      Instant now) {
    tx.sql(
            """
            INSERT INTO delivery (id, tenant, channel, incident, kind, sequence, news_json, state,
              attempts, created_at, due_at, fence, because, on_call)
            SELECT :id, :tenant, :channel, :incident, :kind,
              CASE WHEN :ordered = 1 THEN COALESCE(MAX(sequence), 0) + 1 ELSE 0 END,
              :news, 'INTENT', 0, :now, :due, 0, :because, :on_call
            FROM delivery WHERE incident = :incident AND channel = :channel\
            """)
        .param("id", id.toString())
        .param("tenant", incident.tenant().value())
        .param("channel", intent.channel())
        .param("incident", incident.id().toString())
        .param("kind", intent.kind().name())
        .param("ordered", intent.kind() == NoticeIntent.Kind.ESCALATE ? 0 : 1)
        .param(
            "news",
            ModelJson.text(new News(incident.withFacts(incident.facts().withoutStack()), events)))
        .param("now", Columns.nanos(now))
        .param("due", Columns.nanos(intent.dueAt()))
        .param("because", intent.because())
        .param("on_call", intent.onCall() == null ? null : intent.onCall().toString())
        .update();
  }

  @Override
  public List<Delivery> claim(
      TenantId tenant, String channel, String holder, Instant now, Duration lease, int limit) {
    return isDue(tenant, channel, now)
        ? sql.write(tx -> claim(tx, tenant, channel, holder, now, lease, limit))
        : List.of();
  }

  /** Most looks find nothing, and a transaction that writes would wait for others'. */
  private boolean isDue(TenantId tenant, String channel, Instant now) {
    return sql.read()
        .sql(
            "SELECT 1 FROM delivery WHERE tenant = :tenant AND channel = :channel AND due_at <="
                + " :now AND "
                + LeasedRows.WAITING
                + " LIMIT 1")
        .param("tenant", tenant.value())
        .param("channel", channel)
        .param("now", Columns.nanos(now))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private List<Delivery> claim(
      JdbcClient tx,
      TenantId tenant,
      String channel,
      String holder,
      Instant now,
      Duration lease,
      int limit) {
    SqlChannelBook.lock(tx, sql.dialect(), tenant, channel);
    if (isHeld(tx, tenant, channel, now)) {
      return List.of();
    }
    return ROWS
        .claim(tx, sql.dialect(), IN_TURN, "r.due_at, r.sequence, r.id", holder, now, lease, limit)
        .param("tenant", tenant.value())
        .param("channel", channel)
        .query(SqlDeliveryLedger::map)
        .list()
        .stream()
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private static boolean isHeld(JdbcClient tx, TenantId tenant, String channel, Instant now) {
    return tx.sql(
            "SELECT 1 FROM delivery WHERE tenant = :tenant AND channel = :channel AND lease_until >"
                + " :now AND "
                + LeasedRows.WAITING
                + " LIMIT 1")
        .param("tenant", tenant.value())
        .param("channel", channel)
        .param("now", Columns.nanos(now))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  @Override
  public List<Delivery> advance(List<Delivery> rows) {
    return sql.write(tx -> {
      List<Delivery> written = new ArrayList<>();
      for (Delivery row : rows) {
        if (write(tx, row) == 1) {
          written.add(row);
        }
      }
      return written;
    });
  }

  private static int write(JdbcClient tx, Delivery row) {
    return ROWS.advance(
            tx,
            row.tenant(),
            row.id().toString(),
            row.effect(),
            ", message = :message, receipt = :receipt")
        .param("message", row.message() == null ? null : row.message().toString())
        .param("receipt", row.receipt())
        .update();
  }

  @Override
  public Map<UUID, Known> told(TenantId tenant, String channel, Set<UUID> incidents) {
    Map<UUID, Known> told = new HashMap<>();
    if (incidents.isEmpty()) {
      return told;
    }
    sql.read()
        .sql(
            """
            SELECT incident, kind, sent_at, receipt FROM delivery
            WHERE tenant = :tenant AND channel = :channel AND incident IN (:incidents)
              AND (state = 'CONFIRMED' OR receipt IS NOT NULL) ORDER BY sent_at, sequence\
            """)
        .param("tenant", tenant.value())
        .param("channel", channel)
        .param("incidents", incidents.stream().map(UUID::toString).toList())
        .query(row -> {
          String receipt = row.getString("receipt");
          boolean calls = !NoticeIntent.Kind.UPDATE.name().equals(row.getString("kind"));
          told.merge(
              UUID.fromString(row.getString("incident")),
              new Known(
                  receipt == null ? "" : receipt,
                  calls ? Columns.instantOrNull(row, "sent_at") : null),
              Known::then);
        });
    return told;
  }

  @Override
  public Set<String> channelsOf(TenantId tenant, UUID incident) {
    return sql.read()
        .sql(
            "SELECT DISTINCT channel FROM delivery WHERE incident = :incident AND tenant = :tenant")
        .param("incident", incident.toString())
        .param("tenant", tenant.value())
        .query(String.class)
        .set();
  }

  @Override
  public List<Instant> sentSince(TenantId tenant, String channel, Instant since) {
    return sql.read()
        .sql(
            """
            SELECT MAX(sent_at) AS at FROM delivery
            WHERE tenant = :tenant AND channel = :channel AND sent_at > :since GROUP BY message\
            """)
        .param("tenant", tenant.value())
        .param("channel", channel)
        .param("since", Columns.nanos(since))
        .query((row, n) -> Columns.instant(row, "at"))
        .list();
  }

  /** Settled ones of incidents that were not seen since either, and tests. */
  void forgetBefore(Instant before) {
    sql.write(tx ->
        tx.sql(
                """
                DELETE FROM delivery WHERE created_at < :before
                  AND state IN ('CONFIRMED', 'REFUSED', 'NOT_NEEDED')
                  AND (incident IS NULL
                    OR incident IN (SELECT id FROM incident WHERE last_seen < :before))\
                """)
            .param("before", Columns.nanos(before))
            .update());
  }

  static Delivery map(ResultSet row, int number) throws SQLException {
    String news = row.getString("news_json");
    return new Delivery(
        UUID.fromString(row.getString("id")),
        new TenantId(row.getString("tenant")),
        row.getString("channel"),
        NoticeIntent.Kind.valueOf(row.getString("kind")),
        row.getLong("sequence"),
        news == null ? null : ModelJson.read(news, News.class),
        LeasedRows.effect(row),
        uuidOrNull(row.getString("message")),
        row.getString("receipt"),
        dutyOrNull(row.getString("on_call")));
  }

  private static @Nullable DutyRef dutyOrNull(@Nullable String text) {
    return text == null ? null : DutyRef.of(text);
  }

  private static @Nullable UUID uuidOrNull(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }
}
