package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Logs and spans in memory. Cursors are offsets. */
public final class MemoryTelemetry implements TelemetrySearch {
  private final List<LogRecord> logs = new CopyOnWriteArrayList<>();
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  public void add(List<LogRecord> moreLogs, List<Span> moreSpans) {
    logs.addAll(moreLogs);
    spans.addAll(moreSpans);
  }

  @Override
  public Page<LogRecord> logs(TelemetryQuery query) {
    Stream<LogRecord> found =
        logs.stream()
            .filter(r -> r.tenant().equals(query.tenant()) && within(r.eventNanos(), query))
            .filter(r -> query.traceId() == null || query.traceId().equals(r.traceId()))
            .filter(r -> matches(r.business(), r.error(), r.source().service(), query))
            .filter(r -> query.minSeverity() == null || r.severity().atLeast(query.minSeverity()))
            .filter(r ->
                query.text() == null
                    || r.message().toLowerCase(Locale.ROOT).contains(query.text()));
    return page(found.sorted(Comparator.comparingLong(LogRecord::eventNanos)).toList(), query);
  }

  @Override
  public Page<Span> spans(TelemetryQuery query) {
    Stream<Span> found =
        spans.stream()
            .filter(s -> s.tenant().equals(query.tenant()) && within(s.startNanos(), query))
            .filter(s -> query.traceId() == null || query.traceId().equals(s.traceId()))
            .filter(s -> matches(s.business(), s.error(), s.source().service(), query));
    return page(found.sorted(Comparator.comparingLong(Span::startNanos)).toList(), query);
  }

  @Override
  public Optional<LogRecord> log(TenantId tenant, RecordId id) {
    return logs.stream().filter(r -> r.tenant().equals(tenant) && r.id().equals(id)).findFirst();
  }

  private static boolean within(long nanos, TelemetryQuery query) {
    Instant at = Instant.ofEpochSecond(0, nanos);
    return !at.isBefore(query.from()) && at.isBefore(query.to());
  }

  private static boolean matches(
      Business business, @Nullable ErrorInfo error, String service, TelemetryQuery query) {
    AccountRef account = business.account();
    boolean sameAccount =
        query.accountTokens().isEmpty()
            || (account != null && !Collections.disjoint(account.tokens(), query.accountTokens()));
    return sameAccount
        && (query.tenantCode() == null || query.tenantCode().equals(business.tenantCode()))
        && (query.errorCode() == null || (error != null && query.errorCode().equals(error.code())))
        && (query.service() == null || query.service().equals(service));
  }

  private static <T> Page<T> page(List<T> oldestFirst, TelemetryQuery query) {
    boolean newest = query.order() == TelemetryQuery.Order.NEWEST_FIRST;
    List<T> ordered = newest ? oldestFirst.reversed() : oldestFirst;
    int offset = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
    int end = Math.min(ordered.size(), offset + query.limit());
    return new Page<>(
        ordered.subList(Math.min(offset, end), end),
        ordered.size(),
        false,
        end < ordered.size() ? Integer.toString(end) : null);
  }
}
