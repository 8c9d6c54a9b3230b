package io.tocsin.collector.template;

import java.util.Set;

/**
 * What a token is by its form. Numbers, ids, addresses, times, sizes all hold a digit; so a token
 * with one is a variable. What is left: truth values, long hexadecimal words, paths, dotted names
 * (hosts, packages, files in folders), and names of days and months beside a variable.
 */
final class TokenForm {
  private static final Set<String> CALENDAR =
      Set.of(
          "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Mon",
          "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final int HEX_WORD = 8;

  private TokenForm() {}

  static Token of(char[] text, int from, int to) {
    int slashes = 0;
    int backslashes = 0;
    int dots = 0;
    boolean nameLike = true;
    boolean lowerHex = true;
    boolean upperHex = true;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (Signs.digit(c)) {
        return Token.VARIABLE;
      }
      switch (c) {
        case '/' -> slashes++;
        case '\\' -> backslashes++;
        case '.' -> dots++;
        default -> nameLike &= Signs.name(c);
      }
      lowerHex &= c >= 'a' && c <= 'f';
      upperHex &= c >= 'A' && c <= 'F';
    }
    if (slashes >= 2
        || backslashes >= 2
        || (lowerHex || upperHex) && to - from >= HEX_WORD
        || nameLike && dots + slashes >= 2 && hasInnerDot(text, from, to)) {
      return Token.VARIABLE;
    }
    return shortWord(text, from, to);
  }

  private static boolean hasInnerDot(char[] text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && text[start] == '.') {
      start++;
    }
    while (start < end && text[end - 1] == '.') {
      end--;
    }
    for (int i = start; i < end; i++) {
      if (text[i] == '.') {
        return true;
      }
    }
    return false;
  }

  private static Token shortWord(char[] text, int from, int to) {
    int length = to - from;
    if (length == 3 && text[from] >= 'A' && text[from] <= 'W') {
      return CALENDAR.contains(new String(text, from, length)) ? Token.CALENDAR : Token.WORD;
    }
    return is("true", text, from, to) || is("false", text, from, to) || is("null", text, from, to)
        ? Token.VARIABLE
        : Token.WORD;
  }

  private static boolean is(String lower, char[] text, int from, int to) {
    if (to - from != lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      if ((text[from + i] | 0x20) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
