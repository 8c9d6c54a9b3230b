package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.text.Assignments;
import io.tocsin.collector.text.Slices;

/** What to do with the value of a key that stands for a secret, inside a text. */
final class SecretValue {
  static final byte[] STARS = "***".getBytes(UTF_8);
  private static final byte[][] HARMLESS = {
    "null".getBytes(UTF_8), "true".getBytes(UTF_8), "false".getBytes(UTF_8), STARS
  };

  /** Authentication schemes of HTTP: the secret is the word behind. */
  private static final byte[][] SCHEMES = {
    "bearer".getBytes(UTF_8),
    "basic".getBytes(UTF_8),
    "digest".getBytes(UTF_8),
    "negotiate".getBytes(UTF_8),
    "token".getBytes(UTF_8)
  };

  /** Hexadecimal digits of Object.hashCode. */
  private static final int MAX_HASH = 8;

  private SecretValue() {}

  /**
   * Nothing, a truth value, masked already, or how Java prints an object: {@code Token{…} } and
   * {@code a.b.Token@1b6d3586}.
   *
   * @param textTo end of the text that the value stands in
   */
  static boolean isHarmless(byte[] bytes, int from, int to, int textTo) {
    if (from == to || isPrintedObject(bytes, from, to, textTo)) {
      return true;
    }
    for (byte[] text : HARMLESS) {
      if (Slices.equal(bytes, from, to, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPrintedObject(byte[] bytes, int from, int to, int textTo) {
    int at = from;
    int name = from;
    while (at < to && (isLetter(bytes[at]) || bytes[at] == '$' || bytes[at] == '.')) {
      name = bytes[at++] == '.' ? at : name;
    }
    boolean isClass = at > name + 1 && bytes[name] >= 'A' && bytes[name] <= 'Z';
    if (at == to) {
      return isClass && to < textTo && bytes[to] == '{';
    }
    if (!isClass || name == from || bytes[at++] != '@' || to - at > MAX_HASH) {
      return false;
    }
    while (at < to && Character.digit(bytes[at], 16) >= 0) {
      at++;
    }
    return at == to;
  }

  private static boolean isLetter(int b) {
    return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
  }

  /** Byte after the secret: later than {@code to} where the value begins with a scheme. */
  static int end(byte[] bytes, int from, int to, int textTo, int form) {
    boolean bare = (form & (Assignments.QUOTED_VALUE | Assignments.NESTED)) == 0;
    if (!bare || to >= textTo || bytes[to] != ' ' || !isScheme(bytes, from, to)) {
      return to;
    }
    int end = to + 1;
    while (end < textTo && !endsWord(bytes, end, textTo)) {
      end++;
    }
    return end;
  }

  /** A token has commas and the like in it, as in {@code Digest a="b",c="d"}. */
  private static boolean endsWord(byte[] bytes, int at, int textTo) {
    int b = bytes[at];
    return b < 0 ? Assignments.delimits(bytes, at, textTo) : b <= ' ' || b == '"' || b == '\\';
  }

  private static boolean isScheme(byte[] bytes, int from, int to) {
    for (byte[] scheme : SCHEMES) {
      boolean same = to - from == scheme.length;
      for (int i = 0; same && i < scheme.length; i++) {
        same = (bytes[from + i] | 0x20) == scheme[i];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** Text for its place; JSON stays JSON. */
  static byte[] replacement(byte[] bytes, int keyTo, int form) {
    boolean unquoted =
        (form & (Assignments.QUOTED_KEY | Assignments.QUOTED_VALUE)) == Assignments.QUOTED_KEY;
    return unquoted ? Assignments.quoted(bytes, keyTo, STARS) : STARS;
  }
}
