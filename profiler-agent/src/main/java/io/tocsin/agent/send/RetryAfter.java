package io.tocsin.agent.send;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** HTTP's Retry-After (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * @return {@link Answer#NO_ADVICE} where it cannot be read
   */
  static long millis(String value, Instant now) {
    try {
      return Math.max(0, Math.multiplyExact(Long.parseLong(value.trim()), 1000L));
    } catch (NumberFormatException | ArithmeticException e) {
      return millisUntil(value.trim(), now);
    }
  }

  private static long millisUntil(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.max(0, Duration.between(now, then).toMillis());
    } catch (DateTimeParseException e) {
      return Answer.NO_ADVICE;
    }
  }
}
