package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectsAwayException;
import io.tocsin.model.effect.KeyedEffect;
import io.tocsin.model.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** Effects as a table; one is begun in one statement, so that two never have it. */
final class SqlEffectLedger implements EffectLedger {
  private static final String COLUMNS =
      "tenant, scope, effect_key, answer, keep_until, " + LeasedRows.COLUMNS;
  private static final LeasedRows ROWS = new LeasedRows("effect", "id", COLUMNS);

  /** A row between the two statements that was swept by another is begun again. */
  private static final int TRIES = 3;

  private final SqlConnections sql;

  SqlEffectLedger(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public KeyedEffect begin(Wanted wanted, Instant now) {
    for (int i = 0; i < TRIES; i++) {
      Optional<KeyedEffect> row = write(tx -> taken(tx, wanted, now).or(() -> find(tx, wanted)));
      if (row.isPresent()) {
        return row.get();
      }
    }
    throw new IllegalStateException("effect " + wanted.key() + " goes whenever it is looked at");
  }

  private static Optional<KeyedEffect> taken(JdbcClient tx, Wanted wanted, Instant now) {
    return tx.sql(
            """
            INSERT INTO effect (id, tenant, scope, effect_key, state, attempts, created_at, due_at,
              fence, holder, lease_until, sent_at, because, keep_until)
            VALUES (:id, :tenant, :scope, :key, 'SENT', 1, :now, :now, 1, :holder, :until, :now,
              'attempt 1 is on its way', :keep)
            ON CONFLICT (id) DO UPDATE SET
              state = CASE WHEN effect.keep_until <= :now OR effect.state = 'INTENT'
                THEN 'SENT' ELSE 'UNKNOWN' END,
              attempts = CASE WHEN effect.keep_until <= :now THEN 1 ELSE effect.attempts + 1 END,
              created_at = CASE WHEN effect.keep_until <= :now
                THEN excluded.created_at ELSE effect.created_at END,
              keep_until = CASE WHEN effect.keep_until <= :now
                THEN excluded.keep_until ELSE effect.keep_until END,
              due_at = excluded.due_at, fence = effect.fence + 1, holder = excluded.holder,
              lease_until = excluded.lease_until, sent_at = excluded.sent_at, answer = NULL,
              because = CASE WHEN effect.keep_until <= :now THEN excluded.because
                ELSE 'attempt ' || (effect.attempts + 1) || ' is on its way' END
            WHERE (effect.keep_until <= :now OR effect.%s)
              AND (effect.holder IS NULL OR effect.lease_until <= :now)
            RETURNING\
            """
                    .formatted(LeasedRows.WAITING)
                + ' '
                + COLUMNS)
        .param("id", id(wanted.tenant(), wanted.scope(), wanted.key()))
        .param("tenant", wanted.tenant().value())
        .param("scope", wanted.scope())
        .param("key", wanted.key().text())
        .param("now", Columns.nanos(now))
        .param("holder", wanted.holder())
        .param("until", Columns.nanos(wanted.leaseUntil()))
        .param("keep", Columns.nanos(wanted.keepUntil()))
        .query(SqlEffectLedger::map)
        .optional();
  }

  private static Optional<KeyedEffect> find(JdbcClient tx, Wanted wanted) {
    return tx.sql("SELECT " + COLUMNS + " FROM effect WHERE id = :id AND tenant = :tenant")
        .param("id", id(wanted.tenant(), wanted.scope(), wanted.key()))
        .param("tenant", wanted.tenant().value())
        .query(SqlEffectLedger::map)
        .optional();
  }

  @Override
  public boolean advance(KeyedEffect row) {
    return write(tx ->
        ROWS.advance(
                tx,
                row.tenant(),
                id(row.tenant(), row.scope(), row.key()),
                row.effect(),
                ", answer = :answer")
            .param("answer", row.answer())
            .update())
        == 1;
  }

  @Override
  public Page<KeyedEffect> refused(TenantId tenant, int offset, int limit) {
    return present(() ->
        Pages.page(
            sql.read(),
            COLUMNS,
            " FROM effect WHERE tenant = :tenant AND state = 'REFUSED'",
            " ORDER BY created_at DESC, id DESC",
            Map.of("tenant", tenant.value()),
            offset,
            limit,
            SqlEffectLedger::map));
  }

  @Override
  public Optional<KeyedEffect> replay(
      TenantId tenant, String scope, EffectKey key, String because, Instant now) {
    return write(tx ->
        ROWS.replay(tx, tenant, id(tenant, scope, key), because, now)
            .query(SqlEffectLedger::map)
            .optional());
  }

  void forgetBefore(Instant now) {
    sql.write(tx ->
        tx.sql(
                """
                DELETE FROM effect
                WHERE keep_until <= :now AND (holder IS NULL OR lease_until <= :now)\
                """)
            .param("now", Columns.nanos(now))
            .update());
  }

  private <T> T write(Function<JdbcClient, T> work) {
    return present(() -> sql.write(work));
  }

  private static <T> T present(Supplier<T> asked) {
    try {
      return asked.get();
    } catch (DataAccessException | TransactionException away) {
      throw new EffectsAwayException("the database does not answer: " + away.getMessage(), away);
    }
  }

  /** No tenant's name has a slash in it, and no key. */
  private static String id(TenantId tenant, String scope, EffectKey key) {
    return tenant.value() + '/' + scope + '/' + key.text();
  }

  private static KeyedEffect map(ResultSet row, int number) throws SQLException {
    return new KeyedEffect(
        new TenantId(row.getString("tenant")),
        row.getString("scope"),
        new EffectKey(row.getString("effect_key")),
        LeasedRows.effect(row),
        row.getString("answer"),
        Columns.instant(row, "keep_until"));
  }
}
