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

  private SecretValue() {}

  static boolean isHarmless(byte[] bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    for (byte[] text : HARMLESS) {
      if (Slices.equal(bytes, from, to, text)) {
        return true;
      }
    }
    return false;
  }

  /** Byte after the secret: later than {@code to} where the value begins with a scheme. */
  static int end(byte[] bytes, int from, int to, int textTo, int form) {
    boolean bare = (form & (Assignments.QUOTED_VALUE | Assignments.NESTED)) == 0;
    if (!bare || to >= textTo || bytes[to] != ' ' || !isScheme(bytes, from, to)) {
      return to;
    }
    int end = to + 1;
    while (end < textTo && bytes[end] > ' ' && bytes[end] != '"' && bytes[end] != '\\') {
      end++;
    }
    return end;
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
