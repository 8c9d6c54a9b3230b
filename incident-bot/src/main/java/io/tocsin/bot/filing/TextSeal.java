package io.tocsin.bot.filing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A checksum at the end of a ticket's text, by which a later edit knows, after a restart too, that
 * nobody has changed the text meanwhile. Only letters and digits count: trackers change white
 * space, and those with a markup of their own write everything else otherwise. Against oversight,
 * not against forgery: who forges it loses his own words only.
 */
final class TextSeal {
  private static final String BEFORE = "Text: ";
  private static final Pattern SEALED =
      Pattern.compile("(.*)" + BEFORE + "([0-9a-f]{8})\\W*", Pattern.DOTALL);

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
    sum.update(letters(text).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /** Whether a reader would find the same words in both. */
  static boolean sameWords(String one, String other) {
    return letters(one).equals(letters(other));
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
