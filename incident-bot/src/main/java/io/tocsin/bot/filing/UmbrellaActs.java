package io.tocsin.bot.filing;

import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketIntent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What is to be done to an umbrella when an incident comes under it. Pure: asked for again, each is
 * the same act.
 *
 * @param listEvery how often its list is brought up to date
 */
record UmbrellaActs(Duration listEvery) {
  /** Between two looks whether it is over. */
  static final Duration LOOK_EVERY = Duration.ofHours(1);

  /**
   * @param due when the first of its incidents wanted its ticket
   */
  List<TicketIntent> of(TicketAct umbrella, Instant due, Instant now) {
    long window = now.toEpochMilli() / listEvery.toMillis();
    Instant end = Instant.ofEpochMilli((window + 1) * listEvery.toMillis());
    Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    return List.of(
        new TicketIntent(umbrella, due, "stands for what is beyond the hour's tickets"),
        new TicketIntent(
            TicketAct.on(
                umbrella.key(), TicketAct.Kind.LIST, Long.toString(window), umbrella.details()),
            end,
            "more came under it"),
        new TicketIntent(
            TicketAct.on(umbrella.key(), TicketAct.Kind.OVER, "", Map.of()),
            hour.plus(LOOK_EVERY),
            "closed when nothing under it needs it"));
  }
}
