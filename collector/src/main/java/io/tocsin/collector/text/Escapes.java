package io.tocsin.collector.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes JSON's and the URL's escapes off a text. What is no escape stays as it is. */
public final class Escapes {
  private Escapes() {}

  /**
   * The text of a JSON string, of one inside another too: backslashes before a backslash go first.
   */
  public static byte[] json(byte[] bytes, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    int at = from;
    while (at < to) {
      int b = bytes[at++];
      if (b != '\\') {
        out.write(b);
        continue;
      }
      while (at < to && bytes[at] == '\\') {
        at++;
      }
      if (at >= to) {
        out.write('\\');
      } else if (bytes[at] == 'u' && hex(bytes, at + 1, to, 4) >= 0) {
        char unit = (char) hex(bytes, at + 1, to, 4);
        byte[] text = String.valueOf(unit).getBytes(StandardCharsets.UTF_8);
        out.write(text, 0, text.length);
        at += 5;
      } else {
        out.write(plain(bytes[at++]));
      }
    }
    return out.toByteArray();
  }

  private static int plain(int escaped) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> escaped;
    };
  }

  /** Percent-encoding of RFC 3986. */
  public static byte[] percent(byte[] bytes, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    int at = from;
    while (at < to) {
      int code = bytes[at] == '%' ? hex(bytes, at + 1, to, 2) : -1;
      out.write(code < 0 ? bytes[at] : code);
      at += code < 0 ? 1 : 3;
    }
    return out.toByteArray();
  }

  private static int hex(byte[] bytes, int from, int to, int count) {
    if (from + count > to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
