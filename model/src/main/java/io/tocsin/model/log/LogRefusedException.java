package io.tocsin.model.log;

import java.time.Duration;

/** The log did not take a submission; nothing of it was acknowledged. The sender keeps it. */
public final class LogRefusedException extends Exception {
  private final Reason reason;
  private final Duration retryAfter;

  public enum Reason {
    /** The lane, or the tenant's share of it, is at its limit until readers have moved on. */
    FULL,
    /** The disk did not take it: no space, or a failed write or force. */
    STORAGE,
    /** The log is closing. */
    CLOSED
  }

  public LogRefusedException(Reason reason, String message, Duration retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
