package io.tocsin.bot.filing;

import io.tocsin.model.Uuid7;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Linking;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells incidents and the audit journal what became of their tickets. Telling the same twice is
 * told once: a step that is repeated after a crash leaves one event.
 */
final class TicketTimeline {
  private static final int TRIES = 20;
  private static final Change NOTHING_MORE =
      (incident, told, event) -> IncidentChange.told(incident, event, List.of());
  private static final String PRIORITY = "priority";

  private final IncidentStore incidents;
  private final IncidentJournal journal;
  private final AuditJournal audit;
  private final EvidenceFiles files;
  private final InstantSource clock;
  private final boolean links;

  /**
   * @param links whether the tracker keeps links of its own, see {@link Linking}
   */
  TicketTimeline(
      IncidentStore incidents,
      IncidentJournal journal,
      AuditJournal audit,
      EvidenceFiles files,
      InstantSource clock,
      boolean links) {
    this.incidents = incidents;
    this.journal = journal;
    this.audit = audit;
    this.files = files;
    this.clock = clock;
    this.links = links;
  }

  /** What is written with an event; {@code told} is the timeline without it. */
  private interface Change {
    IncidentChange of(Incident incident, List<TimelineEvent> told, TimelineEvent event);
  }

  List<TimelineEvent> of(Incident incident) {
    return incidents.timeline(incident.tenant(), incident.id());
  }

  /**
   * With it, the ticket that it follows is to name it, and it is to lead to its incident and to get
   * the files that are there. An umbrella is no incident's own ticket: who stands under it names
   * it.
   */
  void filed(TicketEntry row, Ticket ticket, String because) {
    Map<String, String> details = new HashMap<>();
    details.put("ticket", ticket.id());
    details.put("url", ticket.url());
    details.put("attempts", Integer.toString(row.attempts()));
    details.put("title", ticket.title());
    details.put(PRIORITY, Integer.toString(ticket.priority()));
    if (ticket.assignee() != null) {
      details.put("person", ticket.assignee());
    }
    if (row.act().kind() == TicketAct.Kind.UMBRELLA
        || tell(row, Kind.TICKET_FILED, details, because, followedUp(ticket))) {
      audit.append(draft(row, "ticket.file", ticket.id(), because));
    }
  }

  void gathered(TicketEntry row, TicketKey umbrella, String team, List<TicketIntent> acts) {
    String because = "more faults at once than its team has tickets for in one hour";
    Map<String, String> details = Map.of("umbrella", umbrella.label(), "team", team);
    tell(
        row,
        Kind.GATHERED,
        details,
        because,
        (incident, told, event) -> IncidentChange.told(incident, event, acts));
  }

  void refused(TicketEntry row, String because) {
    if (row.act().kind() == TicketAct.Kind.UMBRELLA
        || tell(row, Kind.TICKET_REFUSED, Map.of(), because, NOTHING_MORE)) {
      audit.append(draft(row, "ticket.refused", row.key().label(), because));
    }
  }

  /** Comments stand on the ticket and are audited only; what opens or closes it is told. */
  void acted(TicketEntry row, Ticket ticket, String because) {
    Map<String, String> details =
        Map.of("ticket", ticket.id(), "url", ticket.url(), "act", row.key().label());
    boolean news =
        switch (row.act().kind()) {
          case REOPEN -> tell(row, Kind.TICKET_REOPENED, details, because, NOTHING_MORE);
          case CLOSE -> tell(row, Kind.TICKET_CLOSED, details, because, NOTHING_MORE);
          case PRIORITY ->
              tell(row, Kind.PRIORITY_RAISED, withPriority(details, row), because, NOTHING_MORE);
          case FILE, UMBRELLA, LIST, OVER, RECURRENCE, SUCCESSOR, EVIDENCE, LINK -> true;
        };
    if (news) {
      audit.append(draft(row, "ticket." + name(row), ticket.id(), because));
    }
  }

  private static Map<String, String> withPriority(Map<String, String> details, TicketEntry row) {
    Map<String, String> all = new HashMap<>(details);
    all.put(PRIORITY, row.act().details().getOrDefault(TicketAct.PRIORITY, ""));
    return all;
  }

  /** That Tocsin gave the ticket last, as text; null where it is not known. */
  static @Nullable String priorityOf(List<TimelineEvent> timeline) {
    String last = null;
    for (TimelineEvent event : timeline) {
      boolean told = event.kind() == Kind.TICKET_FILED || event.kind() == Kind.PRIORITY_RAISED;
      if (told && event.details().containsKey(PRIORITY)) {
        last = event.details().get(PRIORITY);
      }
    }
    return last;
  }

  /** What is done to an umbrella is no more one incident's than the others'. */
  void actRefused(TicketEntry row, String ticket, String because) {
    Map<String, String> details = Map.of("ticket", ticket, "act", row.key().label());
    boolean ofAnUmbrella =
        row.act().kind() == TicketAct.Kind.LIST || row.act().kind() == TicketAct.Kind.OVER;
    if (ofAnUmbrella
        || tell(row, Kind.TICKET_REFUSED, details, name(row) + ": " + because, NOTHING_MORE)) {
      audit.append(draft(row, "ticket.refused", ticket, name(row) + ": " + because));
    }
  }

  /**
   * The incident gets another ticket, under a key of its own: what is still to be done to the one
   * that is gone stays apart from it. Decided by the ticket that it has: this act may have been
   * refused before, for another reason, and another ticket may have come since.
   */
  void filedAnew(TicketEntry row, String gone, String because) {
    Map<String, String> details = Map.of("ticket", gone, "act", row.key().label());
    TicketAct file = TicketAct.fileAnew(row.act().ticket(), gone);
    Change change =
        (incident, told, event) ->
            IncidentChange.told(
                incident.withTicketKey(file.key()),
                event,
                List.of(new TicketIntent(file, clock.instant(), because)));
    String said = name(row) + ": " + because;
    boolean told =
        tellWhere(
            (incident, before) -> row.act().ticket().equals(incident.ticketKey()),
            row,
            Kind.TICKET_REFUSED,
            details,
            said,
            change);
    if (told) {
      audit.append(draft(row, "ticket.refused", gone, said));
    }
  }

  private static String name(TicketEntry row) {
    return row.act().kind().name().toLowerCase(Locale.ROOT);
  }

  private static AuditDraft draft(TicketEntry row, String action, String ticket, String because) {
    return new AuditDraft(
        row.tenant(),
        TimelineEvent.TOCSIN,
        action,
        "ticket/" + ticket,
        null,
        null,
        because + " (key " + row.key() + ", incident " + row.incident() + ")");
  }

  /** False where it was told already, or there is no such incident. */
  private boolean tell(
      TicketEntry row, Kind kind, Map<String, String> details, String because, Change change) {
    return tellWhere(
        (incident, told) -> !isTold(told, kind, details), row, kind, details, because, change);
  }

  /** False where it is no news, or there is no such incident. */
  private boolean tellWhere(
      BiPredicate<Incident, List<TimelineEvent>> news,
      TicketEntry row,
      Kind kind,
      Map<String, String> details,
      String because,
      Change change) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Incident> incident = incidents.find(row.tenant(), row.incident());
      if (incident.isEmpty()) {
        return false;
      }
      List<TimelineEvent> told = of(incident.get());
      if (!news.test(incident.get(), told)) {
        return false;
      }
      TimelineEvent event =
          new TimelineEvent(
              Uuid7.next(clock),
              row.incident(),
              clock.instant(),
              kind,
              TimelineEvent.TOCSIN,
              details,
              because);
      if (journal.record(change.of(incident.get(), told, event)).isPresent()) {
        return true;
      }
    }
    throw new IllegalStateException(
        "incident " + row.incident() + " changed " + TRIES + " times while its ticket was linked");
  }

  private static boolean isTold(
      List<TimelineEvent> timeline, Kind kind, Map<String, String> details) {
    return timeline.stream()
        .anyMatch(event ->
            event.kind() == kind
                && Objects.equals(event.details().get("ticket"), details.get("ticket"))
                && Objects.equals(event.details().get("act"), details.get("act")));
  }

  private Change followedUp(Ticket filed) {
    return (incident, told, event) ->
        IncidentChange.told(incident, event, followUps(incident, told, filed));
  }

  private List<TicketIntent> followUps(
      Incident incident, List<TimelineEvent> timeline, Ticket filed) {
    List<TicketIntent> acts = new ArrayList<>(successor(timeline, filed));
    // Made once, for the incident's first ticket: another in its place gets them, too.
    if (!files.names(incident.tenant(), incident.id()).isEmpty()) {
      acts.add(
          new TicketIntent(
              TicketAct.evidence(filed.key()), clock.instant(), "its files are to be attached"));
    }
    if (links) {
      acts.add(
          new TicketIntent(
              TicketAct.on(filed.key(), TicketAct.Kind.LINK, filed.id(), Map.of()),
              clock.instant(),
              filed.id() + " is to lead to its incident"));
    }
    return acts;
  }

  private List<TicketIntent> successor(List<TimelineEvent> timeline, Ticket filed) {
    return timeline.stream()
        .filter(event -> event.kind() == Kind.OPENED)
        .flatMap(event -> Stream.ofNullable(event.details().get("ticket_key")))
        .limit(1)
        .map(earlier ->
            new TicketIntent(
                TicketAct.on(
                    new TicketKey(earlier),
                    TicketAct.Kind.SUCCESSOR,
                    filed.key().label(),
                    Map.of(TicketAct.OTHER_TICKET, filed.id(), TicketAct.OTHER_URL, filed.url())),
                clock.instant(),
                "it goes on in " + filed.id()))
        .toList();
  }
}
