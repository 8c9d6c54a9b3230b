package io.tocsin.collector.receiver.filelog.format;

/**
 * ISO 8601 and RFC 3339 with their usual freedoms: {@code T} or a blank, a point or a comma before
 * the fraction, with or without offset, {@code /} for {@code -}; else a number since 1970.
 */
final class StandardTime implements TimeLayout {
  private static final int DATE = 10;
  private static final int MAX_FRACTION = 9;

  private final CivilTime civil;
  private final EpochTime epoch = new EpochTime();
  private boolean isEpoch;

  StandardTime(CivilTime civil) {
    this.civil = civil;
  }

  @Override
  public int match(byte[] bytes, int from, int to) {
    int date = date(bytes, from, to);
    isEpoch = date < 0;
    if (isEpoch) {
      return epoch.match(bytes, from, to);
    }
    int at = date;
    if (at + 6 <= to && (bytes[at] == 'T' || bytes[at] == ' ' || bytes[at] == 't')) {
      int time = timeOfDay(bytes, at + 1, to);
      if (time > 0) {
        at = offset(bytes, time, to);
      }
    }
    return civil.isValid() ? at : -1;
  }

  @Override
  public long nanos() {
    return isEpoch ? epoch.nanos() : civil.nanos();
  }

  private int date(byte[] bytes, int from, int to) {
    civil.clear();
    if (to - from < DATE) {
      return -1;
    }
    int separator = bytes[from + 4];
    if (separator != '-' && separator != '/' || bytes[from + 7] != separator) {
      return -1;
    }
    int century = two(bytes, from);
    int year = two(bytes, from + 2);
    civil.month = two(bytes, from + 5);
    civil.day = two(bytes, from + 8);
    if (century < 0 || year < 0 || civil.month < 0 || civil.day < 0) {
      return -1;
    }
    civil.year = century * 100 + year;
    return from + DATE;
  }

  private int timeOfDay(byte[] bytes, int from, int to) {
    civil.hour = two(bytes, from);
    civil.minute = bytes[from + 2] == ':' ? two(bytes, from + 3) : -1;
    if (civil.hour < 0 || civil.minute < 0) {
      civil.hour = 0;
      civil.minute = 0;
      return -1;
    }
    int at = from + 5;
    if (at + 3 <= to && bytes[at] == ':' && two(bytes, at + 1) >= 0) {
      civil.second = two(bytes, at + 1);
      at += 3;
      if (at + 1 < to
          && (bytes[at] == '.' || bytes[at] == ',')
          && EpochTime.digit(bytes[at + 1]) >= 0) {
        at = fraction(bytes, at + 1, to);
      }
    }
    return at;
  }

  private int fraction(byte[] bytes, int from, int to) {
    int at = from;
    int unit = 1_000_000_000;
    while (at < to && EpochTime.digit(bytes[at]) >= 0) {
      if (at - from < MAX_FRACTION) {
        unit /= 10;
        civil.nano += unit * EpochTime.digit(bytes[at]);
      }
      at++;
    }
    return at;
  }

  private int offset(byte[] bytes, int from, int to) {
    int end = Offsets.match(bytes, from, to, civil);
    if (end > 0) {
      return end;
    }
    // "2026-11-21 10:00:00.123 +0800", where what follows the blank may also be something else.
    end = from + 1 < to && bytes[from] == ' ' ? Offsets.match(bytes, from + 1, to, civil) : -1;
    if (end > 0 && (bytes[from + 1] == '+' || bytes[from + 1] == '-')) {
      return end;
    }
    civil.offsetSeconds = end > 0 ? CivilTime.NO_OFFSET : civil.offsetSeconds;
    return from;
  }

  private static int two(byte[] bytes, int at) {
    int tens = EpochTime.digit(bytes[at]);
    int ones = EpochTime.digit(bytes[at + 1]);
    return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
  }
}
