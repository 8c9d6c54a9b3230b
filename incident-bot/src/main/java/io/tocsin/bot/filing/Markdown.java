package io.tocsin.bot.filing;

import org.jspecify.annotations.Nullable;

/** Text from outside made safe for a ticket: no control characters, no markup of its own. */
final class Markdown {
  private static final int MAX_CODE = 300;
  private static final int MAX_WORDS = 200;

  /** Jira's wiki text has a backslash before each of them, and two braces for a backtick. */
  private static final String DOUBLED = "\\{}[]*_^+~!|?#-`";

  private Markdown() {}

  /** Without control characters (line ends and tabs stay), bidi overrides and half emoji. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\r') {
        if (i >= text.length() || text.charAt(i) != '\n') {
          clean.append('\n');
        }
      } else if (c == '\n' || c == '\t' || !isInvisible(c)) {
        clean.appendCodePoint(c);
      }
    }
    return clean.toString();
  }

  private static boolean isInvisible(int c) {
    boolean bidi = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    return Character.isISOControl(c)
        || bidi
        || c == 0xfffe
        || c == 0xffff
        || Character.getType(c) == Character.SURROGATE;
  }

  /** One line of at most {@code max} UTF-16 units; what was cut ends in an ellipsis. */
  static String line(String text, int max) {
    return cut(clean(text).replaceAll("\\s+", " ").strip(), max);
  }

  /** At most {@code max} UTF-16 units, never half a character. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + '…';
  }

  /** How long it may become in a markup of a tracker: escapes make it longer. */
  static int written(String text) {
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      written += written(text.charAt(i));
    }
    return written;
  }

  private static int written(char c) {
    return DOUBLED.indexOf(c) >= 0 ? 2 : 1;
  }

  /** As {@link #cut}, so that it is no longer {@link #written} either. */
  static String cutAsWritten(String text, int max) {
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      written += written(text.charAt(i));
      if (written > max) {
        return cut(text, i);
      }
    }
    return text;
  }

  /** A code span: its fence is longer than any run of backticks inside. */
  static String code(String text) {
    String line = line(text, MAX_CODE);
    String fence = "`".repeat(longestRun(line) + 1);
    boolean touches = line.startsWith("`") || line.endsWith("`") || line.isEmpty();
    String pad = touches ? " " : "";
    return fence + pad + line + pad + fence;
  }

  /**
   * A link around text that is Markdown already; the text alone without one.
   *
   * @param address encoded: without spaces and brackets
   */
  static String linked(String text, @Nullable String address) {
    return address == null ? text : '[' + text + "](" + address + ')';
  }

  /** A code block, fenced likewise. */
  static String block(String text) {
    String clean = clean(text).stripTrailing();
    String fence = "`".repeat(Math.max(3, longestRun(clean) + 1));
    return fence + '\n' + clean + '\n' + fence + '\n';
  }

  /** Plain words in a sentence: characters that mark up are escaped. */
  static String words(String text) {
    return words(text, MAX_WORDS);
  }

  static String words(String text, int max) {
    String line = line(text, max);
    StringBuilder escaped = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ("\\`*_[]<>#|~!@".indexOf(c) >= 0 || i == 0 && "/+-=".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
