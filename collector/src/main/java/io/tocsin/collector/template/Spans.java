package io.tocsin.collector.template;

/**
 * Stretches of a message that are one variable though they hold signs or blanks: quoted words,
 * addresses with a scheme, hexadecimal groups with colons, objects behind an equals sign. Each
 * method answers where the stretch ends, or -1 where there is none.
 */
final class Spans {
  private static final int HEX_GROUP = 4;
  private static final int HEX_COLONS = 3;

  /** No address has more, and a line of them must not be walked again from each. */
  private static final int MAX_HEX_COLONS = 32;

  private Spans() {}

  /** One or two quoted words from behind the quote; a key ({@code "name":}) is none. */
  static int quoted(char[] text, int from, int length) {
    int blanks = 0;
    int i = from;
    while (i < length && text[i] != '"') {
      if (Signs.space(text[i]) && (++blanks > 1 || i == from || text[i] != ' ')) {
        return -1;
      }
      i++;
    }
    boolean key = i + 1 < length && text[i + 1] == ':';
    return i == length || i == from || text[i - 1] == ' ' || key ? -1 : i;
  }

  /** From the colon of {@code scheme://…}. */
  static int address(char[] text, int colon, int length) {
    if (colon + 3 > length || text[colon + 1] != '/' || text[colon + 2] != '/') {
      return -1;
    }
    int i = colon + 3;
    while (i < length && !Signs.space(text[i]) && "\"'<>,;)]}".indexOf(text[i]) < 0) {
      i++;
    }
    while (text[i - 1] == '.' || text[i - 1] == ':') {
      i--;
    }
    return i;
  }

  /** Hardware and network addresses: groups of up to four hexadecimal digits between colons. */
  static int hexGroups(char[] text, int from, int length) {
    int colons = 0;
    int group = 0;
    boolean digit = false;
    boolean doubled = false;
    int i = from;
    for (; i < length; i++) {
      char c = text[i];
      if (c == ':') {
        doubled |= group == 0;
        if (++colons > MAX_HEX_COLONS) {
          return -1;
        }
        group = 0;
      } else if (Signs.hex(c)) {
        digit |= c <= '9';
        if (++group > HEX_GROUP) {
          return -1;
        }
      } else {
        break;
      }
    }
    if (i < length && (Signs.letter(text[i]) || text[i] == '_')) {
      return -1;
    }
    boolean lone = group == 0 && !doubled;
    return digit && (colons - (lone ? 1 : 0) >= HEX_COLONS || doubled) ? lone ? i - 1 : i : -1;
  }

  /** {@code name=Type{…}} from behind the sign: all of it, if there is no blank and no nesting. */
  static int object(char[] text, int from, int length) {
    int i = from;
    while (i < length && Signs.closing(text[i]) == 0) {
      if (!Signs.name(text[i]) && text[i] != '.') {
        return -1;
      }
      i++;
    }
    if (i == length) {
      return -1;
    }
    char closing = Signs.closing(text[i]);
    for (int j = i + 1; j < length; j++) {
      char c = text[j];
      if (c == closing) {
        return j + 1;
      }
      if (Signs.space(c) || "{}[]()".indexOf(c) >= 0) {
        return -1;
      }
    }
    return -1;
  }
}
