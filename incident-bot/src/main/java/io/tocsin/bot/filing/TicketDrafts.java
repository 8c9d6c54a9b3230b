package io.tocsin.bot.filing;

import io.tocsin.bot.label.TicketLabels;
import io.tocsin.bot.priority.Priorities;
import io.tocsin.bot.priority.Priority;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tracker is asked to open for an incident, with what is known of it by now. */
public final class TicketDrafts {
  private static final int MAX_LABEL = 50;

  private final TraceEvidence trace;
  private final IncidentStore incidents;
  private final Priorities priorities;
  private final List<ComponentRule> components;
  private final OwnCode own;
  private final Function<Incident, String> link;
  private final SourceLinks source;
  private final TicketTemplates templates;

  /**
   * @param link address of the incident's page, from public_url
   * @param source addresses of lines and commits
   * @param templates of title and text
   */
  public TicketDrafts(
      TelemetrySearch telemetry,
      IncidentStore incidents,
      FilingConfig config,
      Priorities priorities,
      List<ComponentRule> components,
      OwnCode own,
      Function<Incident, String> link,
      SourceLinks source,
      TicketTemplates templates) {
    this.incidents = incidents;
    this.trace = new TraceEvidence(telemetry, config.traceLines());
    this.priorities = priorities;
    this.components = components;
    this.own = own;
    this.link = link;
    this.source = source;
    this.templates = templates;
  }

  /** Of an incident that has a key for its ticket. */
  public TicketDraft of(Incident incident) {
    TicketKey key = Objects.requireNonNull(incident.ticketKey(), "incident without a ticket key");
    Priority priority = priorities.of(incident);
    TicketText text =
        new TicketText(
            incident,
            priority,
            trace.lines(incident),
            incidents.timeline(incident.tenant(), incident.id()),
            link.apply(incident),
            own,
            source);
    Owner owner = incident.owner();
    return new TicketDraft(
        key,
        templates.title(text),
        templates.body(text),
        owner == null ? null : owner.team(),
        owner == null ? null : owner.person(),
        priority.value(),
        labels(incident),
        component(incident),
        incident.source().service());
  }

  TicketTemplates templates() {
    return templates;
  }

  Function<Incident, String> link() {
    return link;
  }

  TraceEvidence trace() {
    return trace;
  }

  private @Nullable String component(Incident incident) {
    return components.stream()
        .filter(rule -> rule.matches(incident))
        .map(ComponentRule::component)
        .findFirst()
        .orElse(null);
  }

  private static List<String> labels(Incident incident) {
    return Stream.of(
            TicketLabels.OURS, incident.source().service(), incident.source().environment())
        .map(label -> Markdown.cut(label.replaceAll("[^\\p{L}\\p{N}._-]+", "-"), MAX_LABEL))
        .filter(label -> !label.isEmpty())
        .distinct()
        .toList();
  }
}
