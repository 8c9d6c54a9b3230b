package io.tocsin.web.api;

import io.tocsin.model.store.SearchField;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.web.logs.AccountSearch;
import io.tocsin.web.logs.LogFilter;
import io.tocsin.web.logs.LogRow;
import io.tocsin.web.logs.Templates;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.traces.TraceView;
import io.tocsin.web.traces.Traces;
import io.tocsin.web.traces.Waterfall;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Logs and traces as JSON. */
@RestController
@RequestMapping("/api/v1")
class TelemetryApi {
  private static final int DEFAULT_LIMIT = 100;

  private final AccountSearch search;
  private final Templates templates;
  private final Traces traces;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  TelemetryApi(
      AccountSearch search,
      Templates templates,
      Traces traces,
      ConsoleSettings settings,
      InstantSource clock) {
    this.search = search;
    this.templates = templates;
    this.traces = traces;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * All that is given must hold.
   *
   * @param accountId raw id or token: a body is the only place for the former
   * @param fields further ones by name: template_id, biz_code, risk_level, sli, message_id, unit,
   *     zone, load_test
   * @param from default: as far back as may be searched
   * @param limit 1 to 1,000; default 100
   * @param order "newest_first" (default) or "oldest_first"
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record LogSearch(
      @Nullable String traceId,
      @Nullable String accountId,
      @Nullable String tenantCode,
      @Nullable String errorCode,
      @Nullable String service,
      @Nullable String severity,
      @Nullable Map<String, String> fields,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String order,
      @Nullable String cursor,
      @Nullable Integer limit) {}

  @PostMapping("/logs/search")
  Listing logs(@AuthenticationPrincipal Viewer viewer, @RequestBody LogSearch wanted) {
    Instant now = clock.instant();
    String account = wanted.accountId;
    String traceId = wanted.traceId;
    if (traceId != null && LogFilter.traceId(traceId).isEmpty()) {
      throw new IllegalArgumentException("trace_id (expected: 32 hex digits)");
    }
    TelemetryQuery query =
        new TelemetryQuery(
            viewer.tenant(),
            wanted.from == null ? now.minus(settings.searchBack()) : wanted.from,
            wanted.to == null ? now.plusSeconds(600) : wanted.to,
            traceId == null ? null : LogFilter.traceId(traceId),
            account == null || account.isBlank() ? List.of() : search.tokensOf(viewer, account),
            wanted.tenantCode,
            wanted.errorCode,
            wanted.service,
            wanted.severity == null
                ? null
                : Severity.valueOf(wanted.severity.toUpperCase(Locale.ROOT)),
            templates.searched(viewer.tenant(), fields(wanted)),
            wanted.text,
            "oldest_first".equals(wanted.order)
                ? TelemetryQuery.Order.OLDEST_FIRST
                : TelemetryQuery.Order.NEWEST_FIRST,
            wanted.cursor,
            wanted.limit == null ? DEFAULT_LIMIT : wanted.limit);
    return Listing.of(search.logs(viewer, query), Documents::of);
  }

  private static Map<SearchField, String> fields(LogSearch wanted) {
    Map<SearchField, String> fields = new EnumMap<>(SearchField.class);
    if (wanted.fields != null) {
      wanted.fields.forEach((name, value) -> fields.put(SearchField.of(name), value));
    }
    return fields;
  }

  @GetMapping("/traces/{id}")
  Map<String, Object> trace(@AuthenticationPrincipal Viewer viewer, @PathVariable String id) {
    String traceId = LogFilter.traceId(id);
    if (traceId.isEmpty()) {
      throw new NotHereException("not a trace id");
    }
    TraceView trace = traces.trace(viewer.tenant(), traceId);
    return Map.of(
        "trace_id",
        traceId,
        "logs",
        trace.logs().stream().map(LogRow::record).map(Documents::of).toList(),
        "spans",
        trace.waterfall().bars().stream().map(Waterfall.Bar::span).map(Documents::of).toList(),
        "more",
        trace.more());
  }
}
