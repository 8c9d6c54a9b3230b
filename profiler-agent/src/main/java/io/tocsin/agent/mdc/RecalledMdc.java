package io.tocsin.agent.mdc;

import java.util.Map;

/** What a thread had in its MDC. */
public final class RecalledMdc {
  public final Map<String, String> values;

  /** Time since the earliest removal among the values; 0 where all of them still stand. */
  public final long ageNanos;

  RecalledMdc(Map<String, String> values, long ageNanos) {
    this.values = values;
    this.ageNanos = ageNanos;
  }
}
