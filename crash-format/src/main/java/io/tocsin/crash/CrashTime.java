package io.tocsin.crash;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When it died. JDK 8 prints {@code time: Thu May 7 17:24:12 2020}, {@code timezone: UTC} and
 * {@code elapsed time: 113419 seconds (1d 7h 30m 19s)} in lines of their own, later ones all in one
 * line that begins with {@code Time:}.
 */
final class CrashTime {
  private static final Pattern MOMENT =
      Pattern.compile(
          "(?i:time): ([A-Z][a-z]{2}) +([A-Z][a-z]{2}) +(\\d{1,2}) (\\d\\d:\\d\\d:\\d\\d) (\\d{4})"
              + "(?: (.*?))?(?: +elapsed time: .*)?");
  private static final Pattern ELAPSED =
      Pattern.compile("elapsed time: ([0-9.]+) seconds(?: \\((\\d+d \\d+h \\d+m \\d+s)\\))?");
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private final String said;
  private final Optional<Instant> instant;
  private final Optional<Duration> elapsed;
  private final String elapsedSaid;
  private final boolean zoneKnown;

  CrashTime(CrashText text) {
    Matcher moment = null;
    Matcher lasting = null;
    for (Section section : new Section[] {Section.TIME, Section.ELAPSED}) {
      for (Line line : text.in(section)) {
        Matcher time = MOMENT.matcher(line.text());
        moment = moment == null && time.matches() ? time : moment;
        Matcher span = ELAPSED.matcher(line.text());
        lasting = lasting == null && span.find() ? span : lasting;
      }
    }
    String zone = moment == null || moment.group(6) == null ? "" : moment.group(6).trim();
    if (zone.isEmpty()) {
      zone = text.after(Section.TIMEZONE, "timezone:");
    }
    Optional<ZoneOffset> known = ZoneNames.offsetOf(zone);
    zoneKnown = known.isPresent();
    said = moment == null ? "" : said(moment, zone);
    instant = moment == null ? Optional.empty() : instantOf(moment, known);
    elapsed = lasting == null ? Optional.empty() : durationOf(lasting.group(1));
    elapsedSaid = lasting == null || lasting.group(2) == null ? "" : lasting.group(2);
  }

  private static String said(Matcher moment, String zone) {
    String time =
        moment.group(1)
            + " "
            + moment.group(2)
            + " "
            + moment.group(3)
            + " "
            + moment.group(4)
            + " "
            + moment.group(5);
    return zone.isEmpty() ? time : time + " " + zone;
  }

  private static Optional<Instant> instantOf(Matcher moment, Optional<ZoneOffset> zone) {
    int month = MONTHS.indexOf(moment.group(2));
    if (month < 0 || month % 3 != 0) {
      return Optional.empty();
    }
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(moment.group(5)), month / 3 + 1, Integer.parseInt(moment.group(3)));
      return Optional.of(
          date.atTime(LocalTime.parse(moment.group(4))).toInstant(zone.orElse(ZoneOffset.UTC)));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> durationOf(String seconds) {
    try {
      double value = Double.parseDouble(seconds);
      return value < 1e11
          ? Optional.of(Duration.ofMillis((long) (value * 1000)))
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** As printed, with single spaces and its zone; empty where the report does not say. */
  String said() {
    return said;
  }

  /** Read as UTC where the zone is missing or unknown: see {@link #isZoneKnown}. */
  Optional<Instant> instant() {
    return instant;
  }

  boolean isZoneKnown() {
    return zoneKnown;
  }

  Optional<Duration> elapsed() {
    return elapsed;
  }

  /** Such as 0d 0h 15m 56s. */
  String elapsedSaid() {
    return elapsedSaid;
  }
}
