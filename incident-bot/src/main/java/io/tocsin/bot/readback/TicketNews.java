package io.tocsin.bot.readback;

import io.tocsin.model.TenantId;
import io.tocsin.model.Uuid7;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketReading;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Brings what people did to one ticket back to its row in the ledger and to its incident. */
final class TicketNews {
  private static final int TRIES = 10;

  private final ReadBackPorts ports;
  private final InstantSource clock;

  TicketNews(ReadBackPorts ports, InstantSource clock) {
    this.ports = ports;
    this.clock = clock;
  }

  /**
   * True where it was news. What a search shows may be older than what is known: before anything is
   * made of a difference, the ticket itself is read.
   */
  boolean take(Ticket seen) throws TrackerException {
    Optional<TicketEntry> row = bearing(seen);
    if (row.isEmpty() || says(row.get(), seen)) {
      return false;
    }
    return look(seen.id());
  }

  /**
   * One ticket read from its tracker, whatever anybody says of it. True where it was news.
   *
   * @param id as the tracker calls it
   */
  boolean look(String id) throws TrackerException {
    Optional<Ticket> fresh = ports.history().read(id).map(TicketThread::ticket);
    Optional<TicketEntry> row = fresh.flatMap(this::bearing);
    if (row.isEmpty() || says(row.get(), fresh.get()) || !isOf(row.get(), fresh.get())) {
      return false;
    }
    TicketEntry entry = row.get();
    if (entry.act().kind() == TicketAct.Kind.FILE) {
      bringToIncident(entry, fresh.get());
    }
    ports
        .readings()
        .note(
            entry.tenant(),
            entry.key(),
            new TicketReading(fresh.get().state(), fresh.get().assignee(), clock.instant()));
    return true;
  }

  private static boolean says(TicketEntry row, Ticket ticket) {
    return row.reading() != null && row.reading().says(ticket);
  }

  /** The row whose key the ticket bears, of whichever tenant. */
  private Optional<TicketEntry> bearing(Ticket ticket) {
    for (TenantId tenant : ports.tenants().get()) {
      Optional<TicketEntry> row =
          ports.ledger().find(tenant, ticket.key()).filter(TicketEntry::opensATicket);
      if (row.isPresent()) {
        return row;
      }
    }
    return Optional.empty();
  }

  /**
   * Whether it is the row's own, also where it has another id by now: a tracker answers for the one
   * that a ticket had before it was moved. One that only bears the key, as a duplicate does, is
   * nobody's.
   */
  private boolean isOf(TicketEntry row, Ticket ticket) throws TrackerException {
    String id = row.ticketId();
    if (id == null || id.equals(ticket.id())) {
      return id != null;
    }
    return ports
        .history()
        .read(id)
        .filter(own -> own.ticket().id().equals(ticket.id()))
        .isPresent();
  }

  /** A ticket that another has taken the place of says nothing of the incident any more. */
  private void bringToIncident(TicketEntry row, Ticket ticket) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Incident> incident = ports.incidents().find(row.tenant(), row.incident());
      if (incident.isEmpty() || !row.key().equals(incident.get().ticketKey())) {
        return;
      }
      List<TimelineEvent> timeline = ports.incidents().timeline(row.tenant(), row.incident());
      Optional<Outcome> outcome = Outcome.of(incident.get(), ticket, row.reading(), timeline);
      if (outcome.isEmpty() || record(incident.get(), outcome.get())) {
        return;
      }
    }
    throw new IllegalStateException(
        "incident " + row.incident() + " changed " + TRIES + " times while its ticket was read");
  }

  private boolean record(Incident before, Outcome outcome) {
    ports
        .audit()
        .append(
            new AuditDraft(
                before.tenant(),
                TimelineEvent.TOCSIN,
                "incident." + outcome.kind().name().toLowerCase(Locale.ROOT),
                "incident/" + before.name(),
                before.state().name(),
                outcome.after().state().name(),
                outcome.because()));
    TimelineEvent event =
        new TimelineEvent(
            Uuid7.next(clock),
            before.id(),
            clock.instant(),
            outcome.kind(),
            TimelineEvent.TOCSIN,
            outcome.details(),
            outcome.because());
    return ports
        .journal()
        .record(IncidentChange.told(outcome.after(), event, List.of()))
        .isPresent();
  }
}
