package io.tocsin.bot.owner.codeowners;

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
record LineAuthor(int line, String commit, String name, String address, Instant when) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  String told() {
    return name + " in " + commit + " of " + DAY.format(when);
  }
}
