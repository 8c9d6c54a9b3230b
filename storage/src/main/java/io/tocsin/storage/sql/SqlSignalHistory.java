package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalHistory;
import io.tocsin.storage.json.ModelJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;

/** Reads page by page, each a query of its own: nobody waits for a reader of a whole week. */
final class SqlSignalHistory implements SignalHistory {
  private static final int PAGE = 200;

  private final SqlConnections sql;

  SqlSignalHistory(SqlConnections sql) {
    this.sql = sql;
  }

  private record Row(String id, long observedAt, String json) {
    /** Empty where it cannot be read, as it was when it came. */
    Optional<Signal> signal() {
      try {
        return Optional.of(ModelJson.read(json, Signal.class));
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void replay(TenantId tenant, Instant from, Instant to, Predicate<List<Signal>> next) {
    long observed = Columns.nanos(from);
    String id = "";
    List<Row> page;
    do {
      page = page(tenant, observed, id, Columns.nanos(to));
      if (!page.isEmpty()) {
        observed = page.getLast().observedAt();
        id = page.getLast().id();
      }
    } while (!page.isEmpty()
        && next.test(page.stream().map(Row::signal).flatMap(Optional::stream).toList())
        && page.size() == PAGE);
  }

  /** Those behind that one. */
  private List<Row> page(TenantId tenant, long observed, String id, long to) {
    return sql.read()
        .sql(
            """
            SELECT id, observed_at, signal_json FROM signal
            WHERE tenant = :tenant AND observed_at >= :observed AND observed_at < :to
              AND (observed_at > :observed OR observed_at = :observed AND id > :id)
            ORDER BY observed_at, id LIMIT :limit\
            """)
        .param("tenant", tenant.value())
        .param("to", to)
        .param("observed", observed)
        .param("id", id)
        .param("limit", PAGE)
        .query((row, n) -> new Row(row.getString(1), row.getLong(2), row.getString(3)))
        .list();
  }
}
