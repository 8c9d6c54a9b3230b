package io.tocsin.model.ticket;

import io.tocsin.model.fault.FaultFacts;
import java.time.Duration;
import java.time.Instant;

/**
 * How soon one ticket was there.
 *
 * @param incident its name
 * @param faultAt of the first that was seen of it, by the clock of the faulty process; of an alert,
 *     when it began by what the other system says
 * @param openedAt when the incident was opened
 * @param filedAt when the tracker's answer was read
 * @param heldBack whether it was kept back on purpose: muted, or beyond a team's budget; or filed
 *     anew for a fault that came back
 */
public record TicketTime(
    String incident,
    FaultFacts.Kind kind,
    Instant faultAt,
    Instant openedAt,
    Instant filedAt,
    boolean heldBack) {
  public Duration delay() {
    return between(faultAt, filedAt);
  }

  /** The part of it until there was an incident. */
  public Duration untilOpened() {
    return between(faultAt, openedAt);
  }

  /** Not below zero: two clocks measure it. */
  private static Duration between(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.isNegative() ? Duration.ZERO : between;
  }
}
