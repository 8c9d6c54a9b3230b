package io.tocsin.bot.attachment;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Log lines around an incident as text: those of its trace; without a trace, or where that has
 * none, those of the service shortly before and after.
 */
record LogExcerpt(TelemetrySearch telemetry, UnaryOperator<String> mask, int maxLines) {
  private static final Duration OF_A_TRACE = Duration.ofMinutes(15);
  private static final Duration BEFORE = Duration.ofSeconds(30);
  private static final Duration AFTER = Duration.ofSeconds(10);
  private static final int MAX_PAGES = 10;

  /** Empty where no line is stored. */
  String of(Incident incident) {
    Instant seen = incident.firstSeen();
    String trace = incident.traceId();
    List<LogRecord> lines =
        trace == null
            ? List.of()
            : telemetry
                .logs(
                    TelemetryQuery.ofTrace(
                        incident.tenant(),
                        trace,
                        seen.minus(OF_A_TRACE),
                        seen.plus(OF_A_TRACE),
                        maxLines))
                .items();
    String what = "Log lines of trace " + trace;
    if (lines.isEmpty()) {
      lines = aroundIt(incident, seen);
      what =
          "Log lines of %s %s from %s to %s"
              .formatted(
                  incident.source().service(),
                  incident.source().environment(),
                  seen.minus(BEFORE),
                  seen.plus(AFTER));
    }
    return lines.isEmpty() ? "" : text(what, lines);
  }

  /** The newest before it and the oldest after it, so that a busy service cannot crowd it out. */
  private List<LogRecord> aroundIt(Incident incident, Instant seen) {
    Instant just = seen.plusMillis(1);
    int half = Math.max(1, maxLines / 2);
    List<LogRecord> lines =
        new ArrayList<>(
            of(incident, seen.minus(BEFORE), just, TelemetryQuery.Order.NEWEST_FIRST, half));
    Collections.reverse(lines);
    int left = maxLines - lines.size();
    if (left > 0) {
      lines.addAll(of(incident, just, seen.plus(AFTER), TelemetryQuery.Order.OLDEST_FIRST, left));
    }
    return lines;
  }

  /** Pages on while another environment of the service takes the places. */
  private List<LogRecord> of(
      Incident incident, Instant from, Instant to, TelemetryQuery.Order order, int limit) {
    List<LogRecord> lines = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < MAX_PAGES && lines.size() < limit; page++) {
      Page<LogRecord> found =
          telemetry.logs(
              new TelemetryQuery(
                  incident.tenant(),
                  from,
                  to,
                  null,
                  List.of(),
                  null,
                  null,
                  incident.source().service(),
                  null,
                  null,
                  order,
                  cursor,
                  limit));
      found.items().stream()
          .filter(line -> line.source().environment().equals(incident.source().environment()))
          .limit(limit - lines.size())
          .forEach(lines::add);
      cursor = found.next();
      if (cursor == null) {
        break;
      }
    }
    return lines;
  }

  private String text(String what, List<LogRecord> lines) {
    StringBuilder text = new StringBuilder(what);
    if (lines.size() == maxLines) {
      text.append(", ").append(maxLines).append(" of them");
    }
    text.append(". Masked by Tocsin.\n\n");
    for (LogRecord line : lines) {
      text.append(Instant.ofEpochSecond(0, line.eventNanos()))
          .append(' ')
          .append(line.severity())
          .append(' ')
          .append(line.source().service());
      if (line.thread() != null) {
        text.append(" [").append(mask.apply(line.thread())).append(']');
      }
      if (line.logger() != null) {
        text.append(' ').append(line.logger());
      }
      text.append(" - ").append(mask.apply(line.message())).append('\n');
      stack(line.error(), text);
    }
    return text.toString();
  }

  private void stack(@Nullable ErrorInfo error, StringBuilder text) {
    if (error != null && error.stack() != null) {
      mask.apply(error.stack()).lines().forEach(l -> text.append("    ").append(l).append('\n'));
    }
  }
}
