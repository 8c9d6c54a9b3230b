package io.tocsin.collector.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that is not taken, and what its sender is told; each protocol has its own codes. */
public final class RefusedRequestException extends Exception {
  private final Kind kind;
  private final String reason;
  private final @Nullable Duration retryAfter;

  /** What a sender can do about it. */
  public enum Kind {
    /** Show a token that is known here. */
    UNAUTHENTICATED,
    /** Ask for something that exists here. */
    NOT_FOUND,
    /** Ask in another way: by POST. */
    WRONG_METHOD,
    /** Use an encoding that is known here. */
    UNSUPPORTED,
    /** Nothing: sent again, it would be as broken. */
    MALFORMED,
    /** Send less at once. */
    TOO_LARGE,
    /** Send the rest sooner. */
    TOO_SLOW,
    /** Come again later: the log or the memory for requests is at its limit. */
    FULL,
    /** Come again later: the disk does not take it, or the server closes. */
    UNAVAILABLE,
    /** Nothing: it is a defect of ours. */
    DEFECT
  }

  /**
   * @param reason for the counters, one of a few words
   * @param message for the sender's developer
   */
  public RefusedRequestException(Kind kind, String reason, String message) {
    this(kind, reason, message, null);
  }

  public RefusedRequestException(
      Kind kind, String reason, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public static RefusedRequestException defect() {
    return new RefusedRequestException(
        Kind.DEFECT, "defect", "this server failed on the request; its log says how");
  }

  public Kind kind() {
    return kind;
  }

  public String reason() {
    return reason;
  }

  /** What {@link #getMessage} says, which is never null here. */
  public String because() {
    String message = getMessage();
    return message == null ? reason : message;
  }

  /** Null where trying again is no use, or the sender should choose. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
