package io.tocsin.collector.lookup;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where a table's rows come from. Used by one thread. */
interface AccountSource {
  /** Takes rows as they are read. */
  interface Rows {
    void row(
        @Nullable String account,
        @Nullable String tenantCode,
        @Nullable String tier,
        @Nullable String region);
  }

  /**
   * Whether it is worth reading again.
   *
   * @param sinceNanos how long ago it was read last, by the monotonic clock
   */
  boolean isStale(long sinceNanos);

  /** Reads all of it; what it threw half-way is not used. */
  void read(Rows rows) throws IOException, SQLException;
}
