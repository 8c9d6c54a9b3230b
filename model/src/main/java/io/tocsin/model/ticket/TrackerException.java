package io.tocsin.model.ticket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A tracker's call that brought no answer to build on. Checked: each caller decides. */
public final class TrackerException extends Exception {
  /** What the caller may assume about the tracker's state. */
  public enum Outcome {
    /** It did nothing and never will with this request. */
    REFUSED,
    /** It did nothing; later it may. */
    NOT_NOW,
    /** Nobody knows whether it did: look before trying again. */
    UNKNOWN
  }

  private final Outcome outcome;
  private final @Nullable Duration retryAfter;
  private final boolean ofOneTicket;

  public TrackerException(
      Outcome outcome, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    this(outcome, message, retryAfter, false, cause);
  }

  /**
   * @param ofOneTicket whether it says something of this ticket only
   */
  public TrackerException(
      Outcome outcome,
      String message,
      @Nullable Duration retryAfter,
      boolean ofOneTicket,
      @Nullable Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
    this.retryAfter = retryAfter;
    this.ofOneTicket = ofOneTicket;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** What the tracker asked for; null where it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Such as a limit on writes to one ticket: others need not wait. */
  public boolean isOfOneTicket() {
    return ofOneTicket;
  }
}
