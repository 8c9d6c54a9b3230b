package io.tocsin.bot.notice;

import java.nio.charset.StandardCharsets;

/**
 * Texts of unknown origin made fit for a message: one line, no control characters, not too long.
 */
public final class Words {
  private static final String MORE = "…";
  private static final String GAP = "\u200b";

  private Words() {}

  /** White space of any kind becomes one blank; control and direction characters go. */
  public static String line(String text, int maxChars) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), maxChars + 2));
    boolean blank = false;
    for (int i = 0; i < text.length() && line.length() <= maxChars; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c)) {
        blank = !line.isEmpty();
      } else if (isVisible(c)) {
        line.append(blank ? " " : "").appendCodePoint(c);
        blank = false;
      }
    }
    return cut(line.toString(), maxChars);
  }

  private static boolean isVisible(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }

  /**
   * @param maxChars UTF-16 units, at least 1; a character is never cut in two
   */
  public static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = maxChars - 1;
    return text.substring(
            0, Character.isHighSurrogate(text.charAt(Math.max(end - 1, 0))) ? end - 1 : end)
        + MORE;
  }

  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A mark that would mean something to the channel is kept from it by an invisible space. */
  public static String harmless(String text, String marks) {
    StringBuilder safe = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      safe.append(c);
      if (marks.indexOf(c) >= 0) {
        safe.append(GAP);
      }
    }
    return safe.toString();
  }
}
