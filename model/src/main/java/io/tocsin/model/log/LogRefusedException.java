package io.tocsin.model.log;

import java.time.Duration;

/**
 * The log did not take a submission as a whole; nothing of it was acknowledged and the sender keeps
 * it. Some parts may be on disk all the same: sent again, they are known.
 */
public final class LogRefusedException extends Exception {
  private final Reason reason;
  private final Duration retryAfter;
  private final long recordsKept;

  public enum Reason {
    /** The lane, or the tenant's share of it, is at its limit until readers have moved on. */
    FULL,
    /** The disk did not take it: no space, or a failed write or force. */
    STORAGE,
    /** The log is closing. */
    CLOSED
  }

  public LogRefusedException(Reason reason, String message, Duration retryAfter) {
    this(reason, message, retryAfter, 0);
  }

  /**
   * @param recordsKept in parts that this attempt put on disk: readers will see them
   */
  public LogRefusedException(Reason reason, String message, Duration retryAfter, long recordsKept) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.recordsKept = recordsKept;
  }

  public long recordsKept() {
    return recordsKept;
  }

  public Reason reason() {
    return reason;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
