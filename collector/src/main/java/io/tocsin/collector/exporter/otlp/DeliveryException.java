package io.tocsin.collector.exporter.otlp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that a back-end did not take. */
final class DeliveryException extends Exception {
  private final boolean retryable;
  private final String reason;
  private final @Nullable Duration retryAfter;

  /**
   * @param reason for the counters: the status
   * @param retryAfter what the back-end asks to wait; null for nothing
   */
  DeliveryException(
      boolean retryable, String reason, @Nullable String message, @Nullable Duration retryAfter) {
    super(message == null ? reason : reason + ": " + message);
    this.retryable = retryable;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may be taken later. */
  boolean retryable() {
    return retryable;
  }

  String reason() {
    return reason;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
