package io.tocsin.collector.receiver.filelog.format;

import java.nio.charset.StandardCharsets;

/** What stood in the place of a layout's part, to the record. */
final class LayoutValues {
  private static final byte[] KEYS = "trace_idspan_id".getBytes(StandardCharsets.US_ASCII);
  private static final int TRACE_KEY = 8;
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  void give(LayoutPart part, byte[] bytes, int start, int end, RecordWriter record) {
    int from = start;
    int to = end;
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    while (to > from && (isBlank(bytes[to - 1]) || bytes[to - 1] == '\n')) {
      to--;
    }
    // A framework that does not know, as for the line of native code, writes a question mark.
    if (from >= to || to - from == 1 && bytes[from] == '?') {
      return;
    }
    Role role = part.role();
    byte[] key = part.key();
    switch (part.kind()) {
      case PAIRS -> pairs(bytes, from, to, record);
      case LOCATION -> location(bytes, from, to, record);
      case CORRELATION -> correlation(bytes, from, to, record);
      default -> {
        if (role != null) {
          record.set(role, bytes, from, uncoloured(bytes, from, to));
        } else if (key != null) {
          record.field(key, 0, key.length, bytes, from, uncoloured(bytes, from, to));
        }
      }
    }
  }

  /** Without a colour's end behind the text. */
  private static int uncoloured(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && bytes[at - 1] == 'm') {
      int escape = at - 1;
      while (escape > from && (bytes[escape - 1] == ';' || isDigit(bytes[escape - 1]))) {
        escape--;
      }
      if (escape - 2 < from || bytes[escape - 1] != '[' || bytes[escape - 2] != Colour.ESCAPE) {
        return at;
      }
      at = escape - 2;
    }
    return at;
  }

  /** {@code a=1, b=2} or {@code {a=1, b=2}}; a comma inside a value ends it only before a key. */
  private static void pairs(byte[] bytes, int start, int end, RecordWriter record) {
    int from = start;
    int to = end;
    if (bytes[from] == '{' && bytes[to - 1] == '}') {
      from++;
      to--;
    }
    int at = from;
    while (at < to) {
      while (at < to && (isBlank(bytes[at]) || bytes[at] == ',')) {
        at++;
      }
      int key = at;
      while (at < to && bytes[at] != '=') {
        at++;
      }
      int keyEnd = at++;
      if (keyEnd >= to) {
        return;
      }
      int value = at;
      int next = nextPair(bytes, value, to);
      at = next;
      boolean quoted = next - value > 1 && bytes[value] == '"' && bytes[next - 1] == '"';
      int edge = quoted ? 1 : 0;
      record.field(bytes, key, keyEnd, bytes, value + edge, next - edge);
    }
  }

  /** Where the pairs that begin at {@code from} end at the earliest. */
  static int pairsEnd(byte[] bytes, int from, int to) {
    if (from < to && bytes[from] == '{') {
      int brace = from;
      while (brace < to && bytes[brace] != '}' && bytes[brace] != '\n') {
        brace++;
      }
      return brace < to && bytes[brace] == '}' ? brace + 1 : from;
    }
    int end = from;
    while (end < to) {
      int at = end;
      while (at < to && (isBlank(bytes[at]) || bytes[at] == ',')) {
        at++;
      }
      while (at < to && !isBlank(bytes[at]) && bytes[at] != '=') {
        at++;
      }
      boolean isPair =
          at < to && bytes[at] == '=' && (end == from || bytes[end] == ',' || quoted(bytes, end));
      if (!isPair) {
        return end;
      }
      end = valueEnd(bytes, at + 1, to);
    }
    return end;
  }

  private static boolean quoted(byte[] bytes, int end) {
    return bytes[end - 1] == '"';
  }

  /** Up to a comma, a blank or the closing quote. */
  private static int valueEnd(byte[] bytes, int from, int to) {
    boolean isQuoted = from < to && bytes[from] == '"';
    int at = isQuoted ? from + 1 : from;
    while (at < to && (isQuoted ? bytes[at] != '"' : bytes[at] != ',' && !isBlank(bytes[at]))) {
      at++;
    }
    return isQuoted && at < to ? at + 1 : at;
  }

  private static int nextPair(byte[] bytes, int from, int to) {
    if (bytes[Math.min(from, to - 1)] == '"') {
      int quote = from + 1;
      while (quote < to && bytes[quote] != '"') {
        quote++;
      }
      if (quote < to) {
        return quote + 1;
      }
    }
    int comma = from;
    while (comma < to) {
      while (comma < to && bytes[comma] != ',') {
        comma++;
      }
      int at = comma + 1;
      while (at < to && bytes[at] != '=' && bytes[at] != ',') {
        at++;
      }
      if (at < to && bytes[at] == '=') {
        return comma;
      }
      comma = Math.min(at, to);
    }
    return to;
  }

  private static void location(byte[] bytes, int from, int to, RecordWriter record) {
    int open = from;
    while (open < to && bytes[open] != '(') {
      open++;
    }
    record.set(Role.CLASS, bytes, from, open);
    int colon = open;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    if (colon < to && bytes[to - 1] == ')') {
      record.set(Role.FILE, bytes, open + 1, colon);
      record.set(Role.LINE, bytes, colon + 1, to - 1);
    }
  }

  private static void correlation(byte[] bytes, int start, int end, RecordWriter record) {
    int from = bytes[start] == '[' ? start + 1 : start;
    int to = end > from && bytes[end - 1] == ']' ? end - 1 : end;
    if (to - from == TRACE_DIGITS + 1 + SPAN_DIGITS && bytes[from + TRACE_DIGITS] == '-') {
      record.field(KEYS, 0, TRACE_KEY, bytes, from, from + TRACE_DIGITS);
      record.field(KEYS, TRACE_KEY, KEYS.length, bytes, to - SPAN_DIGITS, to);
    }
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }
}
