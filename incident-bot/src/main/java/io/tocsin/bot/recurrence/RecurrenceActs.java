package io.tocsin.bot.recurrence;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketAct.Kind;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is to be done in a tracker when a fault that has a ticket is seen again. Pure. */
public record RecurrenceActs(RecurrenceConfig config) {
  /**
   * A comment at the end of the window that {@code now} lies in: the same one however often it is
   * asked for. None where the incident has no ticket.
   *
   * @param before the incident as it was
   */
  public List<TicketIntent> recurred(Incident before, Instant now) {
    TicketKey ticket = before.ticketKey();
    Duration window = config.commentEvery();
    if (ticket == null || window.isZero()) {
      return List.of();
    }
    long number = now.toEpochMilli() / window.toMillis();
    Instant end = Instant.ofEpochMilli((number + 1) * window.toMillis());
    TicketAct act =
        TicketAct.on(
            ticket,
            Kind.RECURRENCE,
            window + "/" + number,
            Map.of(
                TicketAct.OCCURRENCES, Long.toString(before.blast().occurrences()),
                TicketAct.SINCE, now.toString(),
                TicketAct.UNTIL, end.toString()));
    return List.of(new TicketIntent(act, end, before.name() + " goes on; told once until " + end));
  }

  /**
   * The ticket is reopened, once for each time the incident was closed.
   *
   * @param closedAt when it was
   */
  public List<TicketIntent> back(
      Incident incident, Instant closedAt, Instant since, String because, Instant now) {
    TicketKey ticket = incident.ticketKey();
    if (ticket == null) {
      return List.of();
    }
    TicketAct act =
        TicketAct.on(
            ticket,
            Kind.REOPEN,
            closedAt.toString(),
            Map.of(TicketAct.SINCE, since.toString(), TicketAct.BECAUSE, because));
    return List.of(new TicketIntent(act, now, incident.name() + " is open again"));
  }

  /** It is over: the ticket is closed too, unless people have touched it. */
  public static List<TicketIntent> over(Incident incident, String because, Instant now) {
    TicketKey ticket = incident.ticketKey();
    if (ticket == null) {
      return List.of();
    }
    TicketAct act =
        TicketAct.on(ticket, Kind.CLOSE, now.toString(), Map.of(TicketAct.BECAUSE, because));
    return List.of(new TicketIntent(act, now, incident.name() + " is over"));
  }
}
