package io.tocsin.web.traces;

import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Span;
import io.tocsin.web.logs.LogRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * @param accounts older tokens of all accounts that the trace touched
 * @param more there are records beyond those shown
 */
public record TraceView(
    String id, Waterfall waterfall, List<LogRow> logs, List<String> accounts, boolean more) {
  /**
   * A log line's place on the waterfall.
   *
   * @param left percent of its length
   * @param row the line
   */
  public record Tick(String left, LogRow row) {
    public String severity() {
      return row.severity();
    }
  }

  private static final int MAX_ACCOUNTS = 20;

  static TraceView of(String id, List<Span> spans, List<LogRow> logs, boolean more) {
    List<String> accounts =
        Stream.concat(
                spans.stream().map(span -> span.business().account()),
                logs.stream().map(row -> row.record().business().account()))
            .filter(Objects::nonNull)
            .map(AccountRef::token)
            .distinct()
            .limit(MAX_ACCOUNTS)
            .toList();
    return new TraceView(id, Waterfall.of(spans), logs, accounts, more);
  }

  /** Lines that name that span. */
  public List<Tick> ticks(String spanId) {
    return ticks(row -> spanId.equals(row.record().spanId()));
  }

  /** Lines that name no span of those that are drawn. */
  public List<Tick> otherTicks() {
    Set<String> drawn =
        waterfall.bars().stream().map(bar -> bar.span().spanId()).collect(Collectors.toSet());
    return ticks(row -> !drawn.contains(row.record().spanId()));
  }

  /** Lines stamped outside the spans stand at the edge: clocks differ. */
  private List<Tick> ticks(Predicate<LogRow> wanted) {
    Instant start = waterfall.start();
    if (start == null) {
      return List.of();
    }
    double length = Math.max(1, waterfall.length().toNanos());
    return logs.stream()
        .filter(wanted)
        .map(row -> {
          double at = 100.0 * Duration.between(start, row.time()).toNanos() / length;
          return new Tick(String.format(Locale.ROOT, "%.2f%%", Math.clamp(at, 0, 99.5)), row);
        })
        .toList();
  }

  public String shortId() {
    return id.substring(0, 6) + '…' + id.substring(id.length() - 4);
  }

  public boolean empty() {
    return logs.isEmpty() && waterfall.bars().isEmpty();
  }
}
