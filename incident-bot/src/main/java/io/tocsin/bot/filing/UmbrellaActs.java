package io.tocsin.bot.filing;

import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What is to be done to an umbrella when an incident comes under it or leaves it. Pure.
 *
 * @param every once in such a window, however many come and go
 */
record UmbrellaActs(Duration every) {
  private static final String UMBRELLA = "umbrella";

  /** Details of the event by which {@link #left} finds it again. */
  static Map<String, String> details(TicketAct umbrella) {
    return Map.of(
        UMBRELLA,
        umbrella.key().label(),
        TicketAct.TEAM,
        umbrella.details().getOrDefault(TicketAct.TEAM, ""));
  }

  /**
   * It is opened, and names what came.
   *
   * @param due when the first of its incidents wanted its ticket
   */
  List<TicketIntent> cameUnder(TicketAct umbrella, Instant due, Instant now) {
    return List.of(
        new TicketIntent(umbrella, due, "stands for what is beyond the hour's tickets"),
        new TicketIntent(
            TicketAct.on(umbrella.key(), TicketAct.Kind.LIST, window(now), umbrella.details()),
            endOfWindow(now),
            "more came under it"));
  }

  /**
   * Where that was the last, it is over; not before the end of its hour, in which more may come.
   *
   * @param told timeline of an incident that is closed or has a ticket of its own
   */
  List<TicketIntent> left(List<TimelineEvent> told, Instant now) {
    for (TimelineEvent event : told) {
      String umbrella = event.details().get(UMBRELLA);
      if (event.kind() == Kind.GATHERED && umbrella != null) {
        Instant hour = event.at().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        Instant end = endOfWindow(now.isBefore(hour) ? hour : now);
        TicketAct over =
            TicketAct.on(new TicketKey(umbrella), TicketAct.Kind.OVER, end.toString(), Map.of());
        return List.of(new TicketIntent(over, end, "one incident less stands under it"));
      }
    }
    return List.of();
  }

  private String window(Instant at) {
    return Long.toString(at.toEpochMilli() / every.toMillis());
  }

  private Instant endOfWindow(Instant at) {
    return Instant.ofEpochMilli((at.toEpochMilli() / every.toMillis() + 1) * every.toMillis());
  }
}
