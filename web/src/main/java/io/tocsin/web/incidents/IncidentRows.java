package io.tocsin.web.incidents;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketLedger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Makes rows of incidents: headline and the ledger's state of the ticket with them. */
@Component
public final class IncidentRows {
  private static final int RECENT = 200;

  private final IncidentStore incidents;
  private final TicketLedger ledger;
  private final InstantSource clock;

  IncidentRows(IncidentStore incidents, TicketLedger ledger, InstantSource clock) {
    this.incidents = incidents;
    this.ledger = ledger;
    this.clock = clock;
  }

  public Page<IncidentRow> search(IncidentQuery query) {
    Page<Incident> found = incidents.search(query);
    Map<TicketKey, TicketEntry> entries =
        ledger.find(
            query.tenant(),
            found.items().stream()
                .flatMap(incident -> Stream.ofNullable(incident.ticketKey()))
                .collect(Collectors.toSet()));
    return new Page<>(
        found.items().stream().map(each -> row(each, entries.get(each.ticketKey()))).toList(),
        found.total(),
        found.totalIsLowerBound(),
        found.next());
  }

  public IncidentRow row(Incident incident) {
    return row(incident, entry(incident));
  }

  private IncidentRow row(Incident incident, @Nullable TicketEntry entry) {
    return new IncidentRow(
        incident,
        Headline.what(
            incident.facts(), incident.source().service(), LocaleContextHolder.getLocale()),
        entry,
        incident.mutedAt(clock.instant()));
  }

  @Nullable TicketEntry entry(Incident incident) {
    return incident.ticketKey() == null
        ? null
        : ledger.find(incident.tenant(), incident.ticketKey()).orElse(null);
  }

  /** The ticket that names it beside others; null where none does. */
  @Nullable TicketEntry umbrella(Incident incident, List<TimelineEvent> timeline) {
    return timeline.stream()
        .filter(event -> event.kind() == TimelineEvent.Kind.GATHERED)
        .flatMap(event -> Stream.ofNullable(event.details().get("umbrella")))
        .findFirst()
        .flatMap(key -> ledger.find(incident.tenant(), new TicketKey(key)))
        .orElse(null);
  }

  public long count(TenantId tenant, Set<Incident.State> states) {
    return incidents
        .search(
            new IncidentQuery(tenant, states, null, null, null, IncidentQuery.Sort.LAST_SEEN, 0, 1))
        .total();
  }

  /** Environments of the newest incidents, to choose from; "" is left out. */
  Set<String> environments(TenantId tenant) {
    Set<String> names = new TreeSet<>(incidents.environments(tenant, RECENT));
    names.remove("");
    return names;
  }
}
