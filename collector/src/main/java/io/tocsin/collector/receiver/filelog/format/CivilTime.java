package io.tocsin.collector.receiver.filelog.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Date and time of day with or without an offset, as nanoseconds since 1970. The last hour's start
 * is remembered, because the next line is mostly of the same hour. For one thread.
 */
final class CivilTime {
  /** No year, month or day was written. */
  static final int ABSENT = -1;

  static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int HALF_DAY = 12 * 3_600;
  private static final int MAX_OFFSET = 18 * 3_600;

  /** Further years overflow nanoseconds in a long. */
  private static final int LAST_YEAR = 2_261;

  private final ZoneId zone;
  private final InstantSource clock;
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int nano;
  int offsetSeconds;
  private long hourKey = -1;
  private long hourStart;

  /**
   * @param zone of times written without one
   * @param clock tells the date where only a time of day is written
   */
  CivilTime(ZoneId zone, InstantSource clock) {
    this.zone = zone;
    this.clock = clock;
    clear();
  }

  void clear() {
    year = ABSENT;
    month = ABSENT;
    day = ABSENT;
    hour = 0;
    minute = 0;
    second = 0;
    nano = 0;
    offsetSeconds = NO_OFFSET;
  }

  /** Whether what was read is a time at all. */
  boolean isValid() {
    return year <= LAST_YEAR
        && (year == ABSENT || year >= 1_970)
        && (month == ABSENT || month >= 1 && month <= 12)
        && (day == ABSENT || day >= 1 && day <= 31)
        && hour < 24
        && minute < 60
        && second <= 60
        && (offsetSeconds == NO_OFFSET || Math.abs(offsetSeconds) <= MAX_OFFSET);
  }

  /** Seconds of a leap second count as the next one; a day that its month has not rolls over. */
  long nanos() {
    if (year == ABSENT || month == ABSENT || day == ABSENT) {
      completeDate();
    }
    long key =
        ((((long) year * 16 + month) * 32 + day) * 32 + hour) << 20
            | offsetSeconds / 60 + MAX_OFFSET & 0xfffff;
    if (key != hourKey) {
      hourStart = startOfHour();
      hourKey = key;
    }
    return (hourStart + minute * 60L + second) * NANOS_PER_SECOND + nano;
  }

  private long startOfHour() {
    LocalDateTime local =
        LocalDate.of(year, month, 1).plusDays(day - 1L).atStartOfDay().plusHours(hour);
    if (offsetSeconds != NO_OFFSET) {
      return local.toEpochSecond(java.time.ZoneOffset.UTC) - offsetSeconds;
    }
    return local.atZone(zone).toEpochSecond();
  }

  /** The last such time that is not more than half a day ahead of now. */
  private void completeDate() {
    Instant now = clock.instant();
    ZonedDateTime today = now.atZone(zone);
    boolean noDate = month == ABSENT || day == ABSENT;
    if (noDate) {
      year = today.getYear();
      month = today.getMonthValue();
      day = today.getDayOfMonth();
    } else {
      year = today.getYear();
    }
    try {
      Instant read =
          LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59))
              .atZone(zone)
              .toInstant();
      if (read.isAfter(now.plusSeconds(HALF_DAY))) {
        LocalDate earlier =
            noDate ? LocalDate.of(year, month, day).minusDays(1) : LocalDate.of(year - 1, month, 1);
        year = earlier.getYear();
        month = earlier.getMonthValue();
        day = noDate ? earlier.getDayOfMonth() : day;
      }
    } catch (DateTimeException notThisYear) {
      // 29 February of another year: rolls over to 1 March.
      year = today.getYear();
    }
  }
}
