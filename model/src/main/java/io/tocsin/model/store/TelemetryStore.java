package io.tocsin.model.store;

import io.tocsin.model.log.Positions;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.util.List;

/** Writing side of the document store. Used by one thread: the store reader. */
public interface TelemetryStore {
  /** Where the last durable commit stands: the reader goes on from here. */
  Positions committed();

  /** Adds or replaces by record id, so a replay changes nothing. Searchable within a second. */
  void write(List<LogRecord> records, List<Span> spans);

  /** Makes all that was written durable, together with how far the log was read. */
  void commit(Positions readUpTo);
}
