package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.collector.wire.Arena;

/**
 * {@code key=value key="quoted value" flag}. A line without one {@code key=} is none. Lines behind
 * the first are looked through for a stack trace.
 */
final class LogfmtFormat implements LineFormat {
  private final Arena unescaped = new Arena();
  private final JavaTrace trace = new JavaTrace();
  private final Slice value = new Slice();

  @Override
  public boolean parse(byte[] bytes, int from, int to, RecordWriter record) {
    unescaped.clear();
    int end = to;
    if (trace.find(bytes, from, to)) {
      end = trace.start;
      record.set(Role.STACK_TRACE, bytes, end, to);
    }
    boolean any = false;
    int at = from;
    while (at < end) {
      int key = at;
      while (at < end && bytes[at] != '=' && !isBlank(bytes[at])) {
        at++;
      }
      int keyEnd = at;
      if (at < end && bytes[at] == '=' && keyEnd > key) {
        at = value(bytes, at + 1, end);
        if (at < 0) {
          return false;
        }
        any = true;
        record.field(bytes, key, keyEnd, value.bytes, value.from, value.to);
      } else {
        at = Math.max(at, key + 1);
      }
    }
    return any;
  }

  private int value(byte[] bytes, int from, int to) {
    int at = from;
    if (at < to && bytes[at] == '"') {
      return quoted(bytes, at + 1, to);
    }
    while (at < to && !isBlank(bytes[at])) {
      at++;
    }
    value.set(bytes, from, at);
    return at;
  }

  private int quoted(byte[] bytes, int from, int to) {
    int at = from;
    int start = unescaped.size();
    boolean plain = true;
    int copied = from;
    while (at < to) {
      int b = bytes[at];
      if (b == '"') {
        if (plain) {
          value.set(bytes, from, at);
        } else {
          unescaped.add(bytes, copied, at);
          value.set(unescaped.bytes(), start, unescaped.size());
        }
        return at + 1;
      }
      if (b == '\\') {
        plain = false;
        unescaped.add(bytes, copied, at);
        copied = JsonEscape.append(bytes, at + 1, to, unescaped);
        if (copied < 0) {
          return -1;
        }
        at = copied;
      } else {
        at++;
      }
    }
    return -1;
  }

  private static boolean isBlank(int b) {
    return b >= 0 && b <= ' ';
  }
}
