package io.tocsin.bot.filing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A checksum at the end of a ticket's text, by which a later edit knows, after a restart too, that
 * nobody has changed the text meanwhile. White space does not count: trackers change it themselves.
 * Against oversight, not against forgery: who forges it loses his own words only.
 */
final class TextSeal {
  private static final String BEFORE = "Text: ";
  private static final Pattern SEALED =
      Pattern.compile("(.*)" + BEFORE + "([0-9a-f]{8})\\s*", Pattern.DOTALL);

  /** Length of what {@link #seal} adds. */
  static final int LENGTH = BEFORE.length() + 8 + 1;

  private TextSeal() {}

  static String seal(String text) {
    return text + BEFORE + sum(text) + '\n';
  }

  /** Whether the text is as it was sealed; false for one that never was. */
  static boolean isWhole(String text) {
    Matcher sealed = SEALED.matcher(text);
    return sealed.matches() && sum(sealed.group(1)).equals(sealed.group(2));
  }

  private static String sum(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.replaceAll("\\s+", "").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
