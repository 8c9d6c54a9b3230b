package io.tocsin.bot.source;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Who wrote a line last.
 *
 * @param line from 1
 * @param commit abbreviated
 */
public record LineAuthor(int line, String commit, String name, String address, Instant when) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** "dev-a in 1a2b3c4d of 2026-03-01". */
  public String told() {
    return name + " in " + commit + " of " + DAY.format(when);
  }
}
