package io.tocsin.model.telemetry;

/**
 * Severity in the six ranges of the OpenTelemetry logs data model ("Severity Fields"): numbers 1–4
 * trace, 5–8 debug, 9–12 info, 13–16 warn, 17–20 error, 21–24 fatal.
 */
public enum Severity {
  UNSPECIFIED,
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  /** Any number outside 1–24 is {@link #UNSPECIFIED}. */
  public static Severity ofNumber(int number) {
    return number < 1 || number > 24 ? UNSPECIFIED : values()[1 + (number - 1) / 4];
  }

  public boolean atLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
