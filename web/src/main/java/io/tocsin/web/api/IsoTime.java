package io.tocsin.web.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A time as a request gives it. */
final class IsoTime {
  private IsoTime() {}

  /**
   * @param name of the parameter, for the message
   * @throws IllegalArgumentException where it is not ISO-8601
   */
  static Instant of(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + " (expected: a time in ISO-8601)", e);
    }
  }
}
