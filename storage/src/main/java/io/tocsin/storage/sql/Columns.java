package io.tocsin.storage.sql;

import io.tocsin.model.EpochNanos;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants as columns: a number, so that both databases keep them to the last digit. */
final class Columns {
  private Columns() {}

  static long nanos(Instant instant) {
    return EpochNanos.of(instant);
  }

  static @Nullable Long nanosOrNull(@Nullable Instant instant) {
    return instant == null ? null : EpochNanos.of(instant);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return EpochNanos.toInstant(row.getLong(column));
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? null : EpochNanos.toInstant(nanos);
  }
}
