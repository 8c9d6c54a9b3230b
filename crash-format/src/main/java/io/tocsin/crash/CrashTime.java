package io.tocsin.crash;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy", Locale.ROOT);
  private static final List<DateTimeFormatter> ZONES =
      Arrays.asList(
          DateTimeFormatter.ofPattern("z", Locale.ROOT),
          DateTimeFormatter.ofPattern("z", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("zzzz", Locale.ENGLISH));

  /** China and Chicago, India and Ireland, Bangladesh and Britain: hours apart. */
  private static final Set<String> AMBIGUOUS =
      new HashSet<>(Arrays.asList("CST", "IST", "BST", "AST", "SST"));

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
      zone =
          text.first(Section.TIMEZONE)
              .map(line -> line.text().substring("timezone:".length()).trim())
              .orElse("");
    }
    Optional<ZoneId> known = zoneOf(zone);
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

  private static Optional<Instant> instantOf(Matcher moment, Optional<ZoneId> zone) {
    String date =
        moment.group(2) + " " + moment.group(3) + " " + moment.group(4) + " " + moment.group(5);
    try {
      return Optional.of(
          LocalDateTime.parse(date, FORMAT).atZone(zone.orElse(ZoneOffset.UTC)).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** Zones stand there as the C library or Windows names them, or as +08. */
  private static Optional<ZoneId> zoneOf(String zone) {
    if (zone.isEmpty() || AMBIGUOUS.contains(zone)) {
      return Optional.empty();
    }
    if (zone.startsWith("+") || zone.startsWith("-")) {
      return parsed(() -> ZoneOffset.of(zone));
    }
    for (DateTimeFormatter names : ZONES) {
      Optional<ZoneId> known = parsed(() -> ZoneId.from(names.parse(zone)));
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  private static Optional<ZoneId> parsed(Supplier<ZoneId> zone) {
    try {
      return Optional.of(zone.get());
    } catch (DateTimeException unknown) {
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
