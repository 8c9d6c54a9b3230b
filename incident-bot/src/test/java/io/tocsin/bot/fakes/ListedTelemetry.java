package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the lines and spans it was given, for any trace. */
public final class ListedTelemetry implements TelemetrySearch {
  public final List<LogRecord> lines = new ArrayList<>();
  public final List<Span> spans = new ArrayList<>();

  @Override
  public Page<LogRecord> logs(TelemetryQuery query) {
    return new Page<>(List.copyOf(lines), lines.size(), false, null);
  }

  @Override
  public Page<Span> spans(TelemetryQuery query) {
    return new Page<>(List.copyOf(spans), spans.size(), false, null);
  }

  @Override
  public Optional<LogRecord> log(TenantId tenant, RecordId id) {
    return lines.stream().filter(line -> line.id().equals(id)).findFirst();
  }
}
