package io.tocsin.collector.receiver.otlphttp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that is not taken, and what its sender is told. */
final class RefusedRequestException extends Exception {
  private final int status;
  private final String reason;
  private final @Nullable Duration retryAfter;

  /**
   * @param reason for the counters, one of a few words
   * @param message for the sender's developer
   */
  RefusedRequestException(int status, String reason, String message) {
    this(status, reason, message, null);
  }

  RefusedRequestException(
      int status, String reason, String message, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  /** Null where trying again is no use, or the sender should choose. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
