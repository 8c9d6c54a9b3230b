package io.tocsin.bot.notice;

import java.util.Locale;

/**
 * How bad an incident is, in the words that PagerDuty's Events API v2 knows, most alerting rules
 * label their alerts with, and Tocsin reads as the same priority where alerts come in.
 */
public enum Severity {
  CRITICAL,
  ERROR,
  WARNING,
  INFO;

  /**
   * @param priority 1 (highest) to 4
   */
  static Severity of(int priority) {
    return values()[priority - 1];
  }

  /** As receivers spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
