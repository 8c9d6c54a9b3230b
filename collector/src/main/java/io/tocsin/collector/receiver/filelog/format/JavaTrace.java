package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.collector.text.Slices;
import java.nio.charset.StandardCharsets;

/**
 * Stack traces as Throwable.printStackTrace and the logging frameworks write them, root cause first
 * too. {@link #find} leaves what it found in its fields. For one thread.
 */
final class JavaTrace {
  private static final byte[] FRAME = ascii("at ");
  private static final byte[] THREAD = ascii("Exception in thread \"");
  private static final byte[] MORE = ascii("... ");
  private static final byte[][] LINKS = {
    ascii("Caused by:"), ascii("Suppressed:"), ascii("Wrapped by:")
  };
  private static final byte[][] NAMES = {
    ascii("Exception"), ascii("Error"), ascii("Throwable"), ascii("Failure")
  };

  /** A message of more lines than that is not searched for its exception's name. */
  private static final int MAX_MESSAGE_LINES = 64;

  /** Where the trace begins; -1 without one. */
  int start;

  /** Name of the class. */
  final Slice type = new Slice();

  /** Empty where the exception has none. */
  final Slice message = new Slice();

  private int nameFrom;
  private int nameTo;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the line cannot begin a record: blank, indented, or part of a stack trace. */
  static boolean isContinuation(byte[] bytes, int from, int to) {
    if (from >= to) {
      return true;
    }
    int first = bytes[from];
    if (first == ' ' || first == '\t') {
      return true;
    }
    if (Slices.startsWith(bytes, from, to, FRAME)
        || isMore(bytes, from, to)
        || isLink(bytes, from, to)) {
      return true;
    }
    int name = nameEnd(bytes, from, to);
    return name > 0 && namesThrowable(bytes, from, name);
  }

  private static boolean isLink(byte[] bytes, int from, int to) {
    for (byte[] link : LINKS) {
      if (bytes[from] == link[0] && Slices.startsWith(bytes, from, to, link)) {
        return true;
      }
    }
    return false;
  }

  /** {@code ... 12 more}, {@code ... 12 common frames omitted}. */
  private static boolean isMore(byte[] bytes, int from, int to) {
    return Slices.startsWith(bytes, from, to, MORE)
        && to - from > MORE.length
        && bytes[from + MORE.length] >= '0'
        && bytes[from + MORE.length] <= '9';
  }

  /**
   * End of a qualified class name that the line begins with and that a colon or nothing follows.
   */
  private static int nameEnd(byte[] bytes, int from, int to) {
    int at = from;
    int dots = 0;
    boolean begins = true;
    for (; at < to; at++) {
      int b = bytes[at];
      if (b == '.') {
        if (begins) {
          return -1;
        }
        dots++;
        begins = true;
      } else if (isNamePart(b, begins)) {
        begins = false;
      } else {
        break;
      }
    }
    return dots > 0 && !begins && (at == to || bytes[at] == ':') ? at : -1;
  }

  private static boolean isNamePart(int b, boolean begins) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z'
        || b == '_'
        || b == '$'
        || b < 0
        || !begins && b >= '0' && b <= '9';
  }

  private static boolean namesThrowable(byte[] bytes, int from, int to) {
    for (byte[] name : NAMES) {
      if (to - from >= name.length && Slices.startsWith(bytes, to - name.length, to, name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Looks for a trace behind the first line. One without frames, as the JIT makes them, counts if
   * its name ends as a throwable's does.
   */
  boolean find(byte[] bytes, int from, int to) {
    start = -1;
    int line = lineEnd(bytes, from, to) + 1;
    if (line >= to) {
      return false;
    }
    int header = -1;
    int headerEnd = 0;
    int since = 0;
    while (line < to) {
      int end = lineEnd(bytes, line, to);
      if (isFrame(bytes, line, end)) {
        return header >= 0 && found(bytes, header, headerEnd, line, to);
      }
      if (isHeader(bytes, line, end)) {
        header = line;
        headerEnd = end;
        since = 0;
      } else if (header >= 0 && ++since > MAX_MESSAGE_LINES) {
        header = -1;
      }
      line = end + 1;
    }
    return header >= 0
        && isHeader(bytes, header, headerEnd)
        && namesThrowable(bytes, nameFrom, nameTo)
        && found(bytes, header, headerEnd, to, to);
  }

  /** What a text is that is known to be a trace; its first line is the exception's. */
  void read(byte[] bytes, int from, int to) {
    start = from;
    type.clear();
    message.clear();
    int end = lineEnd(bytes, from, to);
    if (!isHeader(bytes, from, end)) {
      return;
    }
    int frames = from;
    while (frames < to && !isFrame(bytes, frames, lineEnd(bytes, frames, to))) {
      frames = lineEnd(bytes, frames, to) + 1;
    }
    found(bytes, from, end, Math.min(frames, to), to);
  }

  private boolean found(byte[] bytes, int header, int headerEnd, int frames, int to) {
    start = header;
    if (!isHeader(bytes, header, headerEnd)) {
      return false;
    }
    type.set(bytes, nameFrom, nameTo);
    int text = nameTo;
    while (text < headerEnd && (bytes[text] == ':' || bytes[text] == ' ')) {
      text++;
    }
    message.set(bytes, text, trimmed(bytes, text, Math.max(text, Math.min(frames, to))));
    return true;
  }

  private boolean isHeader(byte[] bytes, int from, int to) {
    int at = from;
    if (Slices.startsWith(bytes, from, to, THREAD)) {
      at = from + THREAD.length;
      while (at < to && bytes[at] != '"') {
        at++;
      }
      at += 2;
    }
    int end = at < to ? nameEnd(bytes, at, trimmed(bytes, at, to)) : -1;
    nameFrom = at;
    nameTo = end;
    return end > 0;
  }

  private static boolean isFrame(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return Slices.startsWith(bytes, at, to, FRAME);
  }

  private static int trimmed(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    return end;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
