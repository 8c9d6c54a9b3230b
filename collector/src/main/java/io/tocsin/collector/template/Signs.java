package io.tocsin.collector.template;

/** Classes of single characters. */
final class Signs {
  private static final boolean[] BETWEEN = new boolean[128];

  static {
    "=:,;()[]{}\"'<>|@&".chars().forEach(c -> BETWEEN[c] = true);
    for (char c = 0; c < 128; c++) {
      BETWEEN[c] |= c <= ' ';
    }
  }

  private Signs() {}

  /** Whether it stands between tokens. */
  static boolean between(char c) {
    return c < 128 ? BETWEEN[c] : space(c);
  }

  static boolean space(char c) {
    return c <= ' ' || c >= 128 && (Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9' || c >= 128 && Character.isDigit(c);
  }

  static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 128 && Character.isLetter(c);
  }

  static boolean hex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  static boolean name(char c) {
    return letter(c) || digit(c) || c == '_' || c == '$' || c == '*' || c == '-';
  }

  /** Ends a token as a sentence ends, and is no part of it. */
  static boolean stop(char c) {
    return c == '.' || c == '!' || c == '?';
  }

  static char closing(char opening) {
    return switch (opening) {
      case '(' -> ')';
      case '[' -> ']';
      case '{' -> '}';
      default -> 0;
    };
  }
}
