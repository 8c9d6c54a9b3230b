package io.tocsin.bot.filing;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an incident's sample and trace tell, as far as it is stored by now. A search that fails
 * costs the ticket this evidence, never its filing.
 */
final class TraceEvidence {
  private static final Logger LOG = LoggerFactory.getLogger(TraceEvidence.class);
  private static final Duration AROUND = Duration.ofMinutes(15);
  private static final int MAX_SPANS = 200;
  private static final int MAX_LOGS = 200;

  private final TelemetrySearch telemetry;
  private final int maxLines;
  private final AtomicBoolean failing = new AtomicBoolean();

  TraceEvidence(TelemetrySearch telemetry, int maxLines) {
    this.telemetry = telemetry;
    this.maxLines = maxLines;
  }

  /** Log lines, oldest first. */
  List<LogRecord> lines(Incident incident) {
    return maxLines == 0 ? List.of() : logs(incident, maxLines);
  }

  /** The sample as it is stored by now: completed, where its trace or account came later. */
  Optional<LogRecord> sample(Incident incident) {
    return read(
        incident,
        "its sample",
        () -> telemetry.log(incident.tenant(), incident.sample()),
        Optional.empty());
  }

  /** The account that the trace speaks of; empty where it speaks of none, or of several. */
  Optional<AccountRef> onlyAccount(Incident incident) {
    List<AccountRef> all =
        Stream.concat(
                logs(incident, MAX_LOGS).stream().map(LogRecord::business),
                spans(incident).stream().map(Span::business))
            .map(Business::account)
            .filter(Objects::nonNull)
            .toList();
    Set<String> tokens = all.stream().map(AccountRef::token).collect(Collectors.toSet());
    return tokens.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** Name of the span with which the request entered the service: "POST /refunds". */
  Optional<String> operation(Incident incident) {
    return spans(incident).stream()
        .filter(Span::isEntry)
        .filter(span -> span.source().service().equals(incident.source().service()))
        .min(Comparator.comparingLong(Span::startNanos))
        .map(Span::operation);
  }

  private List<LogRecord> logs(Incident incident, int limit) {
    String trace = incident.traceId();
    return trace == null
        ? List.of()
        : read(
            incident,
            "log lines of its trace",
            () -> telemetry.logs(query(incident, trace, limit)).items(),
            List.of());
  }

  private List<Span> spans(Incident incident) {
    String trace = incident.traceId();
    return trace == null
        ? List.of()
        : read(
            incident,
            "spans of its trace",
            () -> telemetry.spans(query(incident, trace, MAX_SPANS)).items(),
            List.of());
  }

  private <T> T read(Incident incident, String what, Supplier<T> store, T otherwise) {
    try {
      T found = store.get();
      failing.set(false);
      return found;
    } catch (UncheckedIOException e) {
      // Told once until it works again: a store that is away is away for every ticket.
      if (!failing.getAndSet(true)) {
        LOG.warn("{}: {} could not be read: {}", incident.name(), what, e.getMessage());
      }
      return otherwise;
    }
  }

  private static TelemetryQuery query(Incident incident, String trace, int limit) {
    Instant seen = incident.firstSeen();
    return TelemetryQuery.ofTrace(
        incident.tenant(), trace, seen.minus(AROUND), seen.plus(AROUND), limit);
  }
}
