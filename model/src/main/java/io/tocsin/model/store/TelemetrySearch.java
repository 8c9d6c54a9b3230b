package io.tocsin.model.store;

import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.util.Optional;

/**
 * Reading side of the document store. Safe for many threads. A store that cannot answer throws
 * {@link java.io.UncheckedIOException}, never gives an empty answer; a cursor that it did not make
 * is an IllegalArgumentException.
 */
public interface TelemetrySearch {
  Page<LogRecord> logs(TelemetryQuery query);

  Page<Span> spans(TelemetryQuery query);

  Optional<LogRecord> log(TenantId tenant, RecordId id);
}
