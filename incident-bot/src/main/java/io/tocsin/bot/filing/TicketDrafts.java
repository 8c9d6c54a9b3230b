package io.tocsin.bot.filing;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the tracker is asked to open for an incident, with what is known of it by now. */
public final class TicketDrafts {
  private static final Logger LOG = LoggerFactory.getLogger(TicketDrafts.class);
  private static final Duration AROUND = Duration.ofMinutes(15);
  private static final int MAX_LABEL = 50;

  private final TelemetrySearch telemetry;
  private final FilingConfig config;
  private final OwnCode own;
  private final Function<Incident, String> link;

  /**
   * @param link address of the incident's page, from public_url
   */
  public TicketDrafts(
      TelemetrySearch telemetry,
      FilingConfig config,
      OwnCode own,
      Function<Incident, String> link) {
    this.telemetry = telemetry;
    this.config = config;
    this.own = own;
    this.link = link;
  }

  TicketDraft of(Incident incident) {
    TicketKey key = Objects.requireNonNull(incident.ticketKey(), "incident without a ticket key");
    Priority priority = Priority.of(incident, config.priorities());
    TicketText text =
        new TicketText(incident, priority, traceLines(incident), link.apply(incident), own);
    Owner owner = incident.owner();
    return new TicketDraft(
        key,
        text.title(),
        text.body(),
        owner == null ? null : owner.team(),
        owner == null ? null : owner.person(),
        priority.value(),
        labels(incident));
  }

  /** A search that fails costs the ticket its log lines, not its filing. */
  private List<LogRecord> traceLines(Incident incident) {
    String trace = incident.traceId();
    if (trace == null || config.traceLines() == 0) {
      return List.of();
    }
    Instant seen = incident.firstSeen();
    try {
      return telemetry
          .logs(
              TelemetryQuery.ofTrace(
                  incident.tenant(),
                  trace,
                  seen.minus(AROUND),
                  seen.plus(AROUND),
                  config.traceLines()))
          .items();
    } catch (UncheckedIOException e) {
      LOG.warn("{}: log lines of the trace could not be read", incident.name(), e);
      return List.of();
    }
  }

  private static List<String> labels(Incident incident) {
    return Stream.of("tocsin", incident.source().service(), incident.source().environment())
        .map(label -> Markdown.cut(label.replaceAll("[^\\p{L}\\p{N}._-]+", "-"), MAX_LABEL))
        .filter(label -> !label.isEmpty())
        .distinct()
        .toList();
  }
}
