package io.tocsin.bot.filing;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an incident's trace tells, as far as it is stored by now. A search that fails costs the
 * ticket this evidence, never its filing.
 */
final class TraceEvidence {
  private static final Logger LOG = LoggerFactory.getLogger(TraceEvidence.class);
  private static final Duration AROUND = Duration.ofMinutes(15);
  private static final int MAX_SPANS = 200;

  private final TelemetrySearch telemetry;
  private final int maxLines;

  TraceEvidence(TelemetrySearch telemetry, int maxLines) {
    this.telemetry = telemetry;
    this.maxLines = maxLines;
  }

  /** Log lines, oldest first. */
  List<LogRecord> lines(Incident incident) {
    String trace = incident.traceId();
    if (trace == null || maxLines == 0) {
      return List.of();
    }
    try {
      return telemetry.logs(query(incident, trace, maxLines)).items();
    } catch (UncheckedIOException e) {
      LOG.warn("{}: log lines of its trace could not be read", incident.name(), e);
      return List.of();
    }
  }

  /** Name of the span with which the request entered the service: "POST /refunds". */
  Optional<String> operation(Incident incident) {
    String trace = incident.traceId();
    if (trace == null) {
      return Optional.empty();
    }
    try {
      return telemetry.spans(query(incident, trace, MAX_SPANS)).items().stream()
          .filter(span -> span.kind() == Span.Kind.SERVER || span.kind() == Span.Kind.CONSUMER)
          .filter(span -> span.source().service().equals(incident.source().service()))
          .min(Comparator.comparingLong(Span::startNanos))
          .map(Span::name);
    } catch (UncheckedIOException e) {
      LOG.warn("{}: spans of its trace could not be read", incident.name(), e);
      return Optional.empty();
    }
  }

  private static TelemetryQuery query(Incident incident, String trace, int limit) {
    Instant seen = incident.firstSeen();
    return TelemetryQuery.ofTrace(
        incident.tenant(), trace, seen.minus(AROUND), seen.plus(AROUND), limit);
  }
}
