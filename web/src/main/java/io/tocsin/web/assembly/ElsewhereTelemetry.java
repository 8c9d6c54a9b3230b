package io.tocsin.web.assembly;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** For a process without documents: says so to whoever asks. */
final class ElsewhereTelemetry implements TelemetrySearch {
  @Override
  public Page<LogRecord> logs(TelemetryQuery query) {
    throw elsewhere();
  }

  @Override
  public Page<Span> spans(TelemetryQuery query) {
    throw elsewhere();
  }

  @Override
  public Optional<LogRecord> log(TenantId tenant, RecordId id) {
    throw elsewhere();
  }

  private static UncheckedIOException elsewhere() {
    return new UncheckedIOException(new IOException("logs and spans are in another process"));
  }
}
