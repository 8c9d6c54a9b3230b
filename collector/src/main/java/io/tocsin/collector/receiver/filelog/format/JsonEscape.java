package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.collector.wire.Arena;
import java.nio.charset.StandardCharsets;

/** Escapes in JSON strings; half of a surrogate pair becomes U+FFFD, so that all is UTF-8. */
final class JsonEscape {
  private static final int REPLACEMENT = 0xfffd;

  private JsonEscape() {}

  /**
   * @param at behind the backslash
   * @return the place behind the escape, -1 where it is none
   */
  static int append(byte[] bytes, int at, int to, Arena out) {
    if (at >= to) {
      return -1;
    }
    switch (bytes[at]) {
      case '"', '\\', '/' -> out.add(bytes[at]);
      case 'n' -> out.add('\n');
      case 't' -> out.add('\t');
      case 'r' -> out.add('\r');
      case 'b' -> out.add('\b');
      case 'f' -> out.add('\f');
      case 'u' -> {
        return unicode(bytes, at + 1, to, out);
      }
      default -> {
        return -1;
      }
    }
    return at + 1;
  }

  private static int unicode(byte[] bytes, int at, int to, Arena out) {
    int unit = hex(bytes, at, to);
    if (unit < 0) {
      return -1;
    }
    int next = at + 4;
    int point = unit;
    if (Character.isSurrogate((char) unit)) {
      int low =
          next + 6 <= to && bytes[next] == '\\' && bytes[next + 1] == 'u'
              ? hex(bytes, next + 2, to)
              : -1;
      if (low >= 0 && Character.isSurrogatePair((char) unit, (char) low)) {
        point = Character.toCodePoint((char) unit, (char) low);
        next += 6;
      } else {
        point = REPLACEMENT;
      }
    }
    if (point < 0x80) {
      out.add(point);
    } else {
      byte[] text = Character.toString(point).getBytes(StandardCharsets.UTF_8);
      out.add(text, 0, text.length);
    }
    return next;
  }

  private static int hex(byte[] bytes, int from, int to) {
    if (from + 4 > to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
