package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.signal.SignalStore;
import io.tocsin.storage.json.ModelJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** Signals as rows; those taken in stay for a while, so that a person can look back. */
final class SqlSignalStore implements SignalStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqlSignalStore.class);

  /** Rows deleted in one transaction: other writers wait no longer than that. */
  private static final int DELETED_AT_ONCE = 1_000;

  /** Beyond, such rows take places of others in a look: it bounds what one look reads. */
  private static final int MAX_UNREADABLE = 5_000;

  private final SqlConnections sql;
  private final Map<String, String> unreadable = new ConcurrentHashMap<>();

  SqlSignalStore(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public int post(List<Signal> signals) {
    if (signals.isEmpty()) {
      return 0;
    }
    return sql.write(tx -> signals.stream().mapToInt(signal -> insert(tx, signal)).sum());
  }

  static int insert(JdbcClient tx, Signal signal) {
    return tx.sql(
            """
            INSERT INTO signal (id, tenant, observed_at, signal_json)
            VALUES (:id, :tenant, :observed, :json)
            ON CONFLICT (id) DO NOTHING\
            """)
        .param("id", signal.id().value())
        .param("tenant", signal.tenant().value())
        .param("observed", signal.observedNanos())
        .param("json", ModelJson.text(signal))
        .update();
  }

  @Override
  public List<Signal> pending(int limit) {
    return sql
        .read()
        .sql(
            """
            SELECT id, signal_json FROM signal WHERE handled_at IS NULL
            ORDER BY observed_at, id LIMIT :limit\
            """)
        .param("limit", limit + unreadable.size())
        .query((row, n) -> read(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .limit(limit)
        .toList();
  }

  /** Empty where it cannot be read: such a row stays, and looks read past it from then on. */
  private Optional<Signal> read(String id, String json) {
    try {
      return Optional.of(ModelJson.read(json, Signal.class));
    } catch (JacksonException e) {
      String why = e.getClass().getSimpleName();
      if (unreadable.size() < MAX_UNREADABLE && unreadable.put(id, why) == null) {
        LOG.warn("signal {} cannot be read and waits: {}", id, why);
      }
      return Optional.empty();
    }
  }

  /** Pending rows that were found unreadable since the start, by id, with the kind of error. */
  Map<String, String> unreadable() {
    return Map.copyOf(unreadable);
  }

  /** Whether all of them were pending until now. */
  static boolean takeIn(JdbcClient tx, TenantId tenant, List<SignalId> signals, Instant now) {
    for (SignalId id : signals) {
      int taken =
          tx.sql(
                  """
                  UPDATE signal SET handled_at = :now
                  WHERE id = :id AND tenant = :tenant AND handled_at IS NULL\
                  """)
              .param("now", Columns.nanos(now))
              .param("id", id.value())
              .param("tenant", tenant.value())
              .update();
      if (taken == 0) {
        return false;
      }
    }
    return true;
  }

  /** Forgets signals that were taken in before that time. Returns how many. */
  int forgetHandledBefore(Instant end) {
    int forgotten = 0;
    int batch;
    do {
      batch =
          sql.write(tx ->
              tx.sql(
                      """
                      DELETE FROM signal WHERE id IN (
                        SELECT id FROM signal WHERE handled_at < :end LIMIT :batch)\
                      """)
                  .param("end", Columns.nanos(end))
                  .param("batch", DELETED_AT_ONCE)
                  .update());
      forgotten += batch;
    } while (batch == DELETED_AT_ONCE);
    return forgotten;
  }
}
