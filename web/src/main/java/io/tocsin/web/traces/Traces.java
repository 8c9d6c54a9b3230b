package io.tocsin.web.traces;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import io.tocsin.web.logs.LogRow;
import io.tocsin.web.logs.TimeRange;
import io.tocsin.web.page.ConsoleSettings;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Gathers a trace from the document store. */
@Component
public final class Traces {
  private final TelemetrySearch search;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  Traces(TelemetrySearch search, ConsoleSettings settings, InstantSource clock) {
    this.search = search;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param traceId 32 hex digits
   */
  public TraceView trace(TenantId tenant, String traceId) {
    TimeRange range = TimeRange.all(clock.instant(), settings.searchBack());
    TelemetryQuery query =
        TelemetryQuery.ofTrace(tenant, traceId, range.from(), range.to(), settings.traceRecords());
    Page<LogRecord> logs = search.logs(query);
    Page<Span> spans = search.spans(query);
    return TraceView.of(
        traceId,
        spans.items(),
        logs.items().stream().map(LogRow::new).toList(),
        logs.next() != null || spans.next() != null);
  }
}
