package io.tocsin.collector.text;

/**
 * Finds {@code key=value}, {@code (key)=(value)} as PostgreSQL reports keys, {@code key: value},
 * {@code "key":"value"} (escaped up to eight times, as JSON inside JSON is) and {@code
 * <key>value</key>} in a text. Linear in its length whatever the text: values that are looked into
 * are cut at {@link #MAX_VALUE} bytes, whole ones are passed over.
 */
public final class Assignments {
  /** The key stood in quotes, as in JSON. */
  public static final int QUOTED_KEY = 1;

  /** The value stood in quotes, which are not part of it. */
  public static final int QUOTED_VALUE = 2;

  /** The value is a whole object or array with its brackets. */
  public static final int NESTED = 4;

  /** The pair was written with {@code =}. */
  public static final int EQUALS = 8;

  private static final int MAX_KEY = 64;
  private static final int MIN_KEY = 2;
  private static final int MAX_VALUE = 512;
  private static final int MAX_SPACES = 4;
  private static final int MAX_ESCAPES = 8;

  /** What the reader of pairs wants with a key. */
  public enum Interest {
    NONE,
    /** Its value, and what stands inside the value. */
    VALUE,
    /** Its value as a whole, objects and arrays too. */
    WHOLE
  }

  /** Reader of pairs. */
  public interface Sink {
    Interest interestIn(byte[] bytes, int keyFrom, int keyTo);

    /** Called at once after {@link #interestIn} answered that there is some. */
    void pair(int keyFrom, int keyTo, int valueFrom, int valueTo, int form);
  }

  private Assignments() {}

  /**
   * @param flags of {@link TextClass} for this text
   */
  public static void scan(byte[] bytes, int from, int to, int flags, Sink sink) {
    boolean everyByte = (flags & TextClass.NON_ASCII) != 0 || to - from < Long.BYTES;
    int at = from;
    while (at < to) {
      if (!everyByte && at + Long.BYTES <= to) {
        long hits = TextClass.assignments(bytes, at);
        if (hits == 0) {
          at += Long.BYTES;
          continue;
        }
        at += Long.numberOfTrailingZeros(hits) >>> 3;
      }
      int width = signWidth(bytes, at, to);
      at = width == 0 ? at + 1 : Math.max(at + width, pair(bytes, from, at, width, to, sink));
    }
  }

  private static int signWidth(byte[] bytes, int at, int to) {
    int b = bytes[at];
    if (b == ':' || b == '=' || b == '>') {
      return 1;
    }
    boolean wide =
        b == (byte) 0xef
            && at + 2 < to
            && bytes[at + 1] == (byte) 0xbc
            && (bytes[at + 2] == (byte) 0x9a || bytes[at + 2] == (byte) 0x9d);
    return wide ? 3 : 0;
  }

  /** Returns where to go on: after a whole value, else anywhere before it. */
  private static int pair(byte[] bytes, int from, int sign, int width, int to, Sink sink) {
    int keyTo = sign;
    while (keyTo > from && sign - keyTo < MAX_SPACES && bytes[keyTo - 1] == ' ') {
      keyTo--;
    }
    int form = bytes[sign] == '=' ? EQUALS : 0;
    if (keyTo > from && bytes[keyTo - 1] == ')' && form == EQUALS) {
      keyTo--;
    }
    int keyFrom;
    if (keyTo > from && isQuote(bytes[keyTo - 1])) {
      int quote = bytes[--keyTo];
      while (keyTo > from && bytes[keyTo - 1] == '\\') {
        keyTo--;
      }
      keyFrom = keyTo;
      while (keyFrom > from && keyTo - keyFrom < MAX_KEY && bytes[keyFrom - 1] != quote) {
        keyFrom--;
      }
      form |= QUOTED_KEY;
    } else {
      keyFrom = keyTo;
      while (keyFrom > from && keyTo - keyFrom < MAX_KEY && isWord(bytes[keyFrom - 1])) {
        keyFrom--;
      }
    }
    if (keyTo - keyFrom < MIN_KEY || !plausible(bytes, from, keyFrom, keyTo, sign, to)) {
      return sign;
    }
    Interest interest = sink.interestIn(bytes, keyFrom, keyTo);
    return interest == Interest.NONE
        ? sign
        : value(bytes, keyFrom, keyTo, sign + width, to, form, interest, sink);
  }

  /** Leaves out clock times, URLs, places in source files, namespaces, {@code >} outside of XML. */
  private static boolean plausible(
      byte[] bytes, int from, int keyFrom, int keyTo, int sign, int to) {
    int first = bytes[keyFrom];
    int last = bytes[keyTo - 1];
    if (first >= '0' && first <= '9' && last >= '0' && last <= '9') {
      return false;
    }
    int next = sign + 1 < to ? bytes[sign + 1] : 0;
    if (bytes[sign] == '>') {
      return keyFrom > from && (bytes[keyFrom - 1] == '<' || bytes[keyFrom - 1] == ':');
    }
    boolean source =
        last == 'a' && next >= '0' && next <= '9' && endsWithJava(bytes, keyFrom, keyTo);
    int before = keyFrom > from ? bytes[keyFrom - 1] : 0;
    boolean noValue = next == '/' || next == ':' || before == '<' || before == '/';
    return !source && !(bytes[sign] == ':' && noValue);
  }

  private static boolean endsWithJava(byte[] bytes, int from, int to) {
    return to - from > 5
        && bytes[to - 5] == '.'
        && bytes[to - 4] == 'j'
        && bytes[to - 3] == 'a'
        && bytes[to - 2] == 'v';
  }

  private static int value(
      byte[] bytes,
      int keyFrom,
      int keyTo,
      int after,
      int to,
      int form,
      Interest interest,
      Sink s) {
    boolean xml = bytes[after - 1] == '>';
    int at = after;
    if (at < to && (bytes[at] == '=' || bytes[at] == '>')) {
      at++;
    }
    while (at < to && at - after <= MAX_SPACES && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    if (at < to && bytes[at] == '(' && bytes[keyTo] == ')') {
      at++;
    }
    if (at >= to) {
      return after;
    }
    boolean whole = interest == Interest.WHOLE;
    int limit = whole ? to : Math.min(to, at + MAX_VALUE);
    int escapes = escapes(bytes, at, to);
    if (escapes >= 0) {
      int start = at + escapes + 1;
      int end = closing(bytes, start, limit, bytes[start - 1], escapes);
      s.pair(keyFrom, keyTo, start, end, form | QUOTED_VALUE);
      return whole ? end : after;
    }
    if (bytes[at] == '{' || bytes[at] == '[') {
      if (!whole) {
        return after;
      }
      // What stands right behind the brackets is no JSON, but part of it: password=[]x.
      int end = word(bytes, bracketed(bytes, at, to, keyEscapes(bytes, keyTo)), to);
      s.pair(keyFrom, keyTo, at, end, form | NESTED);
      return end;
    }
    int end = xml ? element(bytes, at, limit) : word(bytes, at, limit);
    if (end > at) {
      s.pair(keyFrom, keyTo, at, end, form);
    }
    return whole ? end : after;
  }

  /** How many backslashes stand before a quote at {@code at}; -1 where there is no quote. */
  private static int escapes(byte[] bytes, int at, int to) {
    int count = 0;
    while (at + count < to && count < MAX_ESCAPES && bytes[at + count] == '\\') {
      count++;
    }
    return at + count < to && isQuote(bytes[at + count]) ? count : -1;
  }

  /** Place before the closing quote and its backslashes; {@code to} where it never closes. */
  private static int closing(byte[] bytes, int from, int to, int quote, int escapes) {
    int backslashes = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\\') {
        backslashes++;
        continue;
      }
      boolean closes = escapes == 0 ? (backslashes & 1) == 0 : backslashes == escapes;
      if (bytes[at] == quote && closes) {
        return at - escapes;
      }
      backslashes = 0;
    }
    return to;
  }

  /**
   * The text in quotes, escaped as those around the key of a pair are, to take the place of a bare
   * or nested JSON value.
   *
   * @param keyTo end of the key, whose form has {@link #QUOTED_KEY}
   */
  public static byte[] quoted(byte[] bytes, int keyTo, byte[] text) {
    int quote = keyEscapes(bytes, keyTo) + 1;
    byte[] quoted = new byte[text.length + 2 * quote];
    System.arraycopy(bytes, keyTo, quoted, 0, quote);
    System.arraycopy(text, 0, quoted, quote, text.length);
    System.arraycopy(bytes, keyTo, quoted, quote + text.length, quote);
    return quoted;
  }

  private static int keyEscapes(byte[] bytes, int keyTo) {
    int count = 0;
    while (bytes[keyTo + count] == '\\') {
      count++;
    }
    return count;
  }

  /** Place after the bracket that closes the one at {@code from}; brackets in quotes count not. */
  private static int bracketed(byte[] bytes, int from, int to, int escapes) {
    int depth = 0;
    int at = from;
    while (at < to) {
      int b = bytes[at++];
      if (b == '"') {
        at = Math.min(to, closing(bytes, at, to, '"', escapes) + escapes + 1);
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return at;
      }
    }
    return to;
  }

  private static int element(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != '<') {
      end++;
    }
    return end;
  }

  private static int word(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && !delimits(bytes, end, to)) {
      end++;
    }
    return end;
  }

  /** Whether a value without quotes ends here: at a blank, at a comma, Chinese ones too. */
  public static boolean delimits(byte[] bytes, int at, int to) {
    int b = bytes[at];
    if (b >= 0) {
      return b <= ' ' || DELIMITERS.indexOf(b) >= 0;
    }
    if (at + 2 >= to) {
      return false;
    }
    int last = bytes[at + 2] & 0xff;
    return b == (byte) 0xe3 && bytes[at + 1] == (byte) 0x80 && last <= 0x82
        || b == (byte) 0xef
            && bytes[at + 1] == (byte) 0xbc
            && (last == 0x8c || last == 0x9b || last == 0x89);
  }

  private static final String DELIMITERS = ",;&|\"'()[]{}<>\\`";

  private static boolean isQuote(int b) {
    return b == '"' || b == '\'';
  }

  private static boolean isWord(int b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '_'
        || b == '-'
        || b == '.'
        || b == '$'
        || b < 0;
  }
}
