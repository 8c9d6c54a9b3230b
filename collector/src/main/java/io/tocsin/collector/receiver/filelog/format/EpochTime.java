package io.tocsin.collector.receiver.filelog.format;

/** Times as numbers: seconds, milli-, micro- or nanoseconds since 1970, told by their size. */
final class EpochTime implements TimeLayout {
  private static final int MOST_DIGITS = 18;
  private static final int FEWEST_DIGITS = 9;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Seconds reach it in the year 5138, milliseconds in March 1973; likewise the others. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private static final long MILLIS_BELOW = SECONDS_BELOW * 1_000;
  private static final long MICROS_BELOW = MILLIS_BELOW * 1_000;

  private long nanos;

  @Override
  public int match(byte[] bytes, int from, int to) {
    int at = from;
    long value = 0;
    while (at < to && at - from <= MOST_DIGITS && digit(bytes[at]) >= 0) {
      value = value * 10 + digit(bytes[at++]);
    }
    if (at - from < FEWEST_DIGITS || at < to && digit(bytes[at]) >= 0) {
      return -1;
    }
    if (value >= SECONDS_BELOW) {
      nanos =
          value < MILLIS_BELOW ? value * 1_000_000 : value < MICROS_BELOW ? value * 1_000 : value;
      return at;
    }
    if (value > Long.MAX_VALUE / NANOS_PER_SECOND) {
      return -1;
    }
    nanos = value * NANOS_PER_SECOND;
    if (at + 1 < to && bytes[at] == '.' && digit(bytes[at + 1]) >= 0) {
      long unit = NANOS_PER_SECOND;
      at++;
      while (at < to && digit(bytes[at]) >= 0) {
        unit /= 10;
        nanos += unit * digit(bytes[at++]);
      }
    }
    return at;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  /** A number not below zero; 0 for what is none. */
  static long whole(Slice text) {
    long value = 0;
    if (text.length() > MOST_DIGITS) {
      return 0;
    }
    for (int at = text.from; at < text.to; at++) {
      int digit = digit(text.bytes[at]);
      if (digit < 0) {
        return 0;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** -1 for what is no digit. */
  static int digit(int b) {
    return b >= '0' && b <= '9' ? b - '0' : -1;
  }
}
