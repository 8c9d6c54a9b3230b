package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.util.Optional;

/** Log lines fill a ticket's text and decide nothing. */
final class NoTelemetry implements TelemetrySearch {
  @Override
  public Page<LogRecord> logs(TelemetryQuery query) {
    return Page.empty();
  }

  @Override
  public Page<Span> spans(TelemetryQuery query) {
    return Page.empty();
  }

  @Override
  public Optional<LogRecord> log(TenantId tenant, RecordId id) {
    return Optional.empty();
  }
}
