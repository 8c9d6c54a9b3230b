package io.tocsin.collector.sampling;

import org.jspecify.annotations.Nullable;

/**
 * A share of all traces, and which: those whose random number is at or above a threshold, as
 * OpenTelemetry defines it (tracestate {@code ot=th:…;rv:…}). The random number is the last 56 bits
 * of the trace id, or {@code rv}. So whole traces stay, in every collector alike, and a larger
 * share holds every smaller one. What a sender sampled already ({@code th}) is thinned out no
 * further than to the smaller of the two shares.
 *
 * @param threshold 0 (all) to 2^56, exclusive
 */
record Share(long threshold) {
  private static final long ALL = 1L << 56;
  private static final int DIGITS = 14;

  static Share oneOf(double n) {
    return new Share(Math.min(ALL - 1, Math.round(ALL * (1 - 1 / n))));
  }

  /** The smaller of this and what {@code tracestate} says was kept before. */
  Share within(@Nullable String tracestate) {
    String before = member(tracestate, "th:");
    if (before == null || before.length() > DIGITS) {
      return this;
    }
    try {
      long theirs = Long.parseLong(before + "0".repeat(DIGITS - before.length()), 16);
      return theirs > threshold ? new Share(theirs) : this;
    } catch (NumberFormatException notOurs) {
      return this;
    }
  }

  boolean holds(String traceId, @Nullable String tracestate) {
    String own = member(tracestate, "rv:");
    String random =
        own != null && own.length() == DIGITS ? own : traceId.substring(traceId.length() - DIGITS);
    try {
      return Long.parseLong(random, 16) >= threshold;
    } catch (NumberFormatException notHex) {
      return true;
    }
  }

  /** How many each that is kept stands for. */
  double rate() {
    return (double) ALL / (ALL - threshold);
  }

  /** Of the member {@code ot}, such as {@code th:c;rv:…}. */
  private static @Nullable String member(@Nullable String tracestate, String key) {
    if (tracestate == null) {
      return null;
    }
    for (String field : tracestate.split(";", -1)) {
      if (field.startsWith(key)) {
        return field.substring(key.length());
      }
    }
    return null;
  }
}
