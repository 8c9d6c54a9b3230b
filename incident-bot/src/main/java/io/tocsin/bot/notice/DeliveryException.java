package io.tocsin.bot.notice;

import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message that brought no answer to build on. Checked: each caller decides. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What may be assumed of the message. */
  public enum Outcome {
    /** It was not taken and never will be as it is. */
    REFUSED,
    /** It was not taken; later, or once a setting is put right, it may be. */
    NOT_NOW,
    /** Nobody knows whether it arrived. */
    UNKNOWN
  }

  private final Outcome outcome;
  private final @Nullable Duration retryAfter;

  public DeliveryException(Outcome outcome, String message) {
    this(outcome, message, null, null);
  }

  /**
   * @param retryAfter what the channel asked for; null where it did not say
   */
  public DeliveryException(
      Outcome outcome, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
    this.retryAfter = retryAfter;
  }

  /** Of a call over HTTP: the same three things may have happened to it. */
  public static DeliveryException of(TrackerException e) {
    return new DeliveryException(
        switch (e.outcome()) {
          case REFUSED -> Outcome.REFUSED;
          case NOT_NOW -> Outcome.NOT_NOW;
          case UNKNOWN -> Outcome.UNKNOWN;
        },
        String.valueOf(e.getMessage()),
        e.retryAfter(),
        e);
  }

  public Outcome outcome() {
    return outcome;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
