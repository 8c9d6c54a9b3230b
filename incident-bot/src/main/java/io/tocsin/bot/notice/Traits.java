package io.tocsin.bot.notice;

import java.time.Duration;
import java.util.List;

/**
 * How a channel wants to be told.
 *
 * @param manner what becomes of the changes of an incident
 * @param gathers whether one message may tell of many incidents
 * @param rates how many messages it takes; all of them hold
 * @param longest one message may take, connecting included
 */
public record Traits(Manner manner, boolean gathers, List<Rate> rates, Duration longest) {
  /** What becomes of the changes of an incident. */
  public enum Manner {
    /** One message an incident, kept as the incident is. */
    LIVING,
    /** A message when the incident opens, is taken, is closed. */
    TOLD,
    /** Each change by itself, as it was, in order, but not each recurrence: for machines. */
    EACH
  }

  /**
   * @param messages at most in any stretch of time as long as {@code per}
   */
  public record Rate(int messages, Duration per) {}

  public Traits {
    rates = List.copyOf(rates);
  }

  /** Whether it is told of more than opening, taking and closing. */
  boolean follows() {
    return manner != Manner.TOLD;
  }
}
