package io.tocsin.bot.readback;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketReading;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket that people have changed means for its incident.
 *
 * @param after the incident as it shall be
 */
record Outcome(Incident after, Kind kind, Map<String, String> details, String because) {
  /**
   * Pure. Empty where it means nothing new: it was so before, or Tocsin itself did it.
   *
   * @param before how it was seen last; null the first time
   * @param timeline of the incident
   */
  static Optional<Outcome> of(
      Incident incident,
      Ticket ticket,
      @Nullable TicketReading before,
      List<TimelineEvent> timeline) {
    Map<String, String> details = new HashMap<>();
    details.put("ticket", ticket.id());
    details.put("status", ticket.state().name());
    String who = ticket.assignee();
    if (who != null) {
      details.put("person", who);
    }
    boolean closed = incident.state() == Incident.State.CLOSED;
    return switch (ticket.state()) {
      case WONT_FIX ->
          closed && closedFor(timeline, Ticket.State.WONT_FIX)
              ? Optional.empty()
              : change(incident.closed(), Kind.CLOSED, details, " was closed for good");
      case DONE ->
          closed || isOwnClosing(timeline, before)
              ? Optional.empty()
              : change(incident.closed(), Kind.CLOSED, details, " was closed as done");
      case IN_PROGRESS, OPEN -> {
        boolean wasClosed = before != null && before.state().closed();
        if (closed) {
          yield wasClosed
              ? change(incident.in(Incident.State.OPEN), Kind.REOPENED, details, " was reopened")
              : Optional.empty();
        }
        if (ticket.state() == Ticket.State.IN_PROGRESS && incident.state() == Incident.State.OPEN) {
          String taken = incident.assignee() == null ? who : incident.assignee();
          yield change(
              incident.in(Incident.State.ACKNOWLEDGED, taken),
              Kind.ACKNOWLEDGED,
              details,
              " is in progress" + (who == null ? "" : ": " + who));
        }
        yield before == null || wasClosed || samePeople(before, who)
            ? Optional.empty()
            : change(
                incident,
                Kind.TICKET_CHANGED,
                details,
                who == null ? " is nobody's any more" : " was given to " + who);
      }
    };
  }

  private static boolean samePeople(TicketReading before, @Nullable String who) {
    return who == null ? before.assignee() == null : who.equals(before.assignee());
  }

  /**
   * Tocsin closed it, and the fault is back before the ticket is: nobody was seen to open it since.
   * Goes by what was done to the ticket, not by the incident's end: a ticket that people touched
   * stays open then, and who closes it later is a person.
   */
  private static boolean isOwnClosing(
      List<TimelineEvent> timeline, @Nullable TicketReading before) {
    return timeline.stream()
        .filter(Outcome::isOfTheTicket)
        .reduce((one, other) -> other.at().isBefore(one.at()) ? one : other)
        .filter(newest -> newest.kind() == Kind.TICKET_CLOSED)
        .filter(newest ->
            before == null || before.state().closed() || !before.readAt().isAfter(newest.at()))
        .isPresent();
  }

  private static boolean isOfTheTicket(TimelineEvent event) {
    return switch (event.kind()) {
      case TICKET_CLOSED, TICKET_REOPENED -> true;
      case CLOSED -> event.details().containsKey("status");
      default -> false;
    };
  }

  private static boolean closedFor(List<TimelineEvent> timeline, Ticket.State state) {
    return timeline.stream()
        .filter(event -> event.kind() == Kind.CLOSED)
        .max(Comparator.comparing(TimelineEvent::at))
        .filter(event -> state.name().equals(event.details().get("status")))
        .isPresent();
  }

  private static Optional<Outcome> change(
      Incident after, Kind kind, Map<String, String> details, String what) {
    return Optional.of(new Outcome(after, kind, details, details.get("ticket") + what));
  }
}
