package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.DeliveryDesk;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Deliveries as people look at them. */
final class SqlDeliveryDesk implements DeliveryDesk {
  private final SqlConnections sql;

  SqlDeliveryDesk(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public Page<Delivery> entries(
      TenantId tenant, String channel, Set<EffectState> states, int offset, int limit) {
    Map<String, Object> params = new HashMap<>();
    params.put("tenant", tenant.value());
    String where = "";
    if (!channel.isEmpty()) {
      params.put("channel", channel);
      where += " AND channel = :channel";
    }
    if (!states.isEmpty()) {
      params.put("states", states.stream().map(Enum::name).toList());
      where += " AND state IN (:states)";
    }
    return Pages.page(
        sql.read(),
        SqlDeliveryLedger.COLUMNS,
        " FROM delivery WHERE tenant = :tenant" + where,
        " ORDER BY created_at DESC, id DESC",
        params,
        offset,
        limit,
        SqlDeliveryLedger::map);
  }

  @Override
  public Optional<Delivery> find(TenantId tenant, UUID id) {
    return sql.read()
        .sql(
            "SELECT "
                + SqlDeliveryLedger.COLUMNS
                + " FROM delivery WHERE tenant = :tenant AND id = :id")
        .param("tenant", tenant.value())
        .param("id", id.toString())
        .query(SqlDeliveryLedger::map)
        .optional();
  }

  @Override
  public Optional<Delivery> replay(TenantId tenant, UUID id, String because, Instant now) {
    return sql.write(tx ->
        SqlDeliveryLedger.ROWS
            .replay(tx, tenant, id.toString(), because, now)
            .query(SqlDeliveryLedger::map)
            .optional());
  }

  @Override
  public Delivery test(TenantId tenant, String channel, UUID id, String because, Instant now) {
    return sql.write(tx ->
        tx.sql(
                """
                INSERT INTO delivery (id, tenant, channel, kind, sequence, state, attempts,
                  created_at, due_at, fence, because)
                VALUES (:id, :tenant, :channel, :kind, 0, 'INTENT', 0, :now, :now, 0, :because)
                RETURNING\
                """
                    + ' '
                    + SqlDeliveryLedger.COLUMNS)
            .param("id", id.toString())
            .param("tenant", tenant.value())
            .param("channel", channel)
            .param("kind", NoticeIntent.Kind.TEST.name())
            .param("now", Columns.nanos(now))
            .param("because", because)
            .query(SqlDeliveryLedger::map)
            .single());
  }
}
