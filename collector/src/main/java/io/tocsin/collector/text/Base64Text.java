package io.tocsin.collector.text;

/**
 * Finds base64 (RFC 4648, both alphabets) that hides text: runs of at least 16 characters whose
 * beginning decodes to UTF-8. One instance a thread; it holds the run it stands on.
 */
public final class Base64Text {
  private static final int SHORTEST = 16;
  private static final int SHORTEST_TEXT = 10;

  /** What a huge text needed is not kept for the next ones. */
  private static final int KEPT_BYTES = 1 << 20;

  /** So often a run is tried again behind a slash, which may be a path's. */
  private static final int MAX_TRIES = 8;

  private static final byte[] VALUES = new byte[256];

  static {
    java.util.Arrays.fill(VALUES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
    VALUES['-'] = 62;
    VALUES['_'] = 63;
  }

  private byte[] text = {};
  private int to;
  private int position;
  private int start;
  private int end;
  private byte[] plain = new byte[256];
  private int length;

  public void over(byte[] bytes, int from, int until) {
    text = bytes;
    to = until;
    position = from;
    if (plain.length > KEPT_BYTES) {
      plain = new byte[256];
    }
  }

  /** Moves to the next run that hides text; false at the end. */
  public boolean next() {
    int at = position;
    while ((at = run(text, at, to)) >= 0) {
      end = at + SHORTEST;
      while (end < to && VALUES[text[end] & 0xff] >= 0) {
        end++;
      }
      if (decodes(at)) {
        while (end < to && text[end] == '=') {
          end++;
        }
        position = end;
        return true;
      }
      at = end + 1;
    }
    position = to;
    return false;
  }

  /** Where the first run begins that is long enough, whatever it hides; -1 without one. */
  private static int run(byte[] bytes, int from, int to) {
    int at = from;
    int next = from + SHORTEST - 1;
    while (next < to) {
      // Looked at from its end: a gap there passes over all before it.
      int last = next;
      while (last >= at && VALUES[bytes[last] & 0xff] >= 0) {
        last--;
      }
      if (last < at) {
        return at;
      }
      at = last + 1;
      next = last + SHORTEST;
    }
    return -1;
  }

  /**
   * Whether a run that is long enough goes over {@code at}. Each such run goes over a multiple of
   * eight from where the text begins.
   */
  static boolean runsOver(byte[] bytes, int from, int at, int to) {
    int first = at;
    while (first > from && at - first < SHORTEST && VALUES[bytes[first - 1] & 0xff] >= 0) {
      first--;
    }
    int until = Math.min(to, first + SHORTEST);
    int end = at;
    while (end < until && VALUES[bytes[end] & 0xff] >= 0) {
      end++;
    }
    return end - first >= SHORTEST;
  }

  private boolean decodes(int from) {
    start = from;
    for (int i = 0; i < MAX_TRIES && end - start >= SHORTEST; i++) {
      if (decode()) {
        return true;
      }
      while (start < end && text[start] != '/') {
        start++;
      }
      start++;
    }
    return false;
  }

  /** Decodes as far as it is text; false where that is not far enough. */
  private boolean decode() {
    length = 0;
    int bits = 0;
    int count = 0;
    int checked = 0;
    for (int at = start; at < end; at++) {
      bits = bits << 6 | VALUES[text[at] & 0xff];
      count += 6;
      if (count < 8) {
        continue;
      }
      count -= 8;
      if (length == plain.length) {
        plain = java.util.Arrays.copyOf(plain, length * 2);
      }
      plain[length++] = (byte) (bits >>> count);
      if (plain[length - 1] < ' ' && !isSpace(plain[length - 1])) {
        if (plain[length - 1] >= 0) {
          length--;
          break;
        }
        continue;
      }
      if (!isText(checked, length)) {
        length = checked;
        break;
      }
      checked = length;
    }
    if (!isText(checked, length)) {
      length = checked;
    }
    return length >= SHORTEST_TEXT;
  }

  private static boolean isSpace(int b) {
    return b == '\n' || b == '\t' || b == '\r';
  }

  /** Whether what was decoded since the last plain character is whole characters. */
  private boolean isText(int from, int until) {
    int at = from;
    while (at < until) {
      int width = plain[at] >= 0 ? 1 : Utf8.width(plain, at, until);
      if (width == 0) {
        return false;
      }
      at += width;
    }
    return true;
  }

  /** What it hides; not to be changed, valid up to {@link #length}. */
  public byte[] bytes() {
    return plain;
  }

  public int length() {
    return length;
  }

  /** Where the run begins. */
  public int start() {
    return start;
  }

  /** Byte after the run and its padding. */
  public int end() {
    return end;
  }
}
