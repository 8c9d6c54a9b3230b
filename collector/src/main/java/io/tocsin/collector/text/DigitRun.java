package io.tocsin.collector.text;

/**
 * Walks over the runs of digits in a text: digits in groups, with single separators (space, hyphen,
 * plus as a form's space, and their wide relatives) between them. A digit may be ASCII, full-width,
 * or a JSON escape such as a backslash, u and 0036. One instance a thread; it holds the run it
 * stands on.
 */
public final class DigitRun {
  /** A longer group is no number of interest; its digits after the first ones are passed over. */
  private static final int MAX_DIGITS = 64;

  /** How far before a dense word a run may start: the longest head of an IBAN before its digits. */
  private static final int BEFORE_DENSE = 24;

  /** Groups that are read again when a list of numbers is too long for one run. */
  private static final int OVERLAP = 5;

  private final byte[] values = new byte[MAX_DIGITS];
  private final int[] starts = new int[MAX_DIGITS];
  private final int[] ends = new int[MAX_DIGITS];
  private final int[] groupStarts = new int[MAX_DIGITS + 1];
  private byte[] bytes = {};
  private int textFrom;
  private int textTo;
  private int position;
  private boolean everyByte;
  private int digits;
  private int groups;
  private int value;

  /**
   * @param flags of {@link TextClass} for this text
   */
  public void over(byte[] text, int from, int to, int flags) {
    bytes = text;
    textFrom = from;
    textTo = to;
    position = from;
    everyByte = (flags & TextClass.NON_ASCII) != 0;
    digits = 0;
    groups = 0;
  }

  /**
   * Moves to the next run; false at the end. Runs far from four digits in a row may be left out.
   */
  public boolean next() {
    int at = seek();
    if (at < 0) {
      return false;
    }
    read(at);
    return true;
  }

  private int seek() {
    int at = position;
    if (!everyByte) {
      while (at + Long.BYTES <= textTo && !TextClass.dense(bytes, at)) {
        at += Long.BYTES;
      }
      if (at + Long.BYTES > textTo
          && textTo - Long.BYTES >= position
          && !TextClass.dense(bytes, textTo - Long.BYTES)) {
        return -1;
      }
      at = Math.max(position, at - BEFORE_DENSE);
    }
    while (at < textTo) {
      if (!everyByte && at + Long.BYTES <= textTo) {
        long hits = TextClass.digits(bytes, at);
        if (hits == 0) {
          at += Long.BYTES;
          continue;
        }
        at += Long.numberOfTrailingZeros(hits) >>> 3;
      }
      if (digitWidth(at) > 0) {
        return at;
      }
      at++;
    }
    return -1;
  }

  private void read(int from) {
    digits = 0;
    groups = 0;
    groupStarts[0] = 0;
    int at = from;
    while (true) {
      at = readAscii(at);
      int width = at < textTo ? digitWidth(at) : 0;
      if (width > 0) {
        if (digits == MAX_DIGITS) {
          overflow(at);
          return;
        }
        values[digits] = (byte) value;
        starts[digits] = at;
        at += width;
        ends[digits++] = at;
        continue;
      }
      int separator = at < textTo ? separatorWidth(at) : 0;
      if (separator == 0 || at + separator >= textTo || digitWidth(at + separator) == 0) {
        break;
      }
      groupStarts[++groups] = digits;
      at += separator;
    }
    groupStarts[++groups] = digits;
    position = at;
  }

  /** Only faster than what follows it. Returns the place after the last plain digit. */
  private int readAscii(int from) {
    byte[] text = bytes;
    int count = digits;
    int last = Math.min(textTo, from + MAX_DIGITS - count);
    int at = from;
    while (at < last) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      values[count] = (byte) digit;
      starts[count] = at++;
      ends[count++] = at;
    }
    digits = count;
    return at;
  }

  /** Ends the run before the group that does not fit; a group that never fits is passed over. */
  private void overflow(int from) {
    if (groupStarts[groups] == 0) {
      int at = from;
      for (int width = 1; at < textTo && width > 0; at += width) {
        width = digitWidth(at);
      }
      groupStarts[++groups] = digits;
      position = at;
      return;
    }
    digits = groupStarts[groups];
    position = starts[groupStarts[Math.max(1, groups - OVERLAP)]];
  }

  private int digitWidth(int at) {
    int b = bytes[at];
    if (b >= '0' && b <= '9') {
      value = b - '0';
      return 1;
    }
    if (b == (byte) 0xef && at + 2 < textTo && bytes[at + 1] == (byte) 0xbc) {
      value = (bytes[at + 2] & 0xff) - 0x90;
      return value >= 0 && value <= 9 ? 3 : 0;
    }
    return b == '\\' ? escapeWidth(at) : 0;
  }

  /** Backslash, u, 003N or ff1N; more backslashes where JSON stands inside JSON. */
  private int escapeWidth(int from) {
    int at = from + 1;
    while (at < textTo && at < from + 4 && bytes[at] == '\\') {
      at++;
    }
    if (at + 4 >= textTo || bytes[at] != 'u') {
      return 0;
    }
    boolean ascii = bytes[at + 1] == '0' && bytes[at + 2] == '0' && bytes[at + 3] == '3';
    boolean wide =
        (bytes[at + 1] | 0x20) == 'f' && (bytes[at + 2] | 0x20) == 'f' && bytes[at + 3] == '1';
    value = bytes[at + 4] - '0';
    return (ascii || wide) && value >= 0 && value <= 9 ? at + 5 - from : 0;
  }

  private int separatorWidth(int at) {
    int b = bytes[at];
    if (b == ' ' || b == '-' || b == '+') {
      return 1;
    }
    if (b >= 0 || at + 1 >= textTo) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    if (b == (byte) 0xc2) {
      return second == 0xa0 ? 2 : 0;
    }
    int third = at + 2 < textTo ? bytes[at + 2] & 0xff : 0;
    boolean separates =
        switch (b & 0xff) {
          case 0xe2 -> second == 0x80 && (third <= 0x8b || third >= 0x90 && third <= 0x94);
          case 0xe3 -> second == 0x80 && third == 0x80;
          case 0xef -> second == 0xbc && third == 0x8d;
          default -> false;
        };
    return separates && third >= 0x80 ? 3 : 0;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Where the text begins. */
  public int textFrom() {
    return textFrom;
  }

  public int textTo() {
    return textTo;
  }

  public int groups() {
    return groups;
  }

  /** Index of the first digit of a group; of {@link #groups()} it is the number of digits. */
  public int groupStart(int group) {
    return groupStarts[group];
  }

  public int groupSize(int group) {
    return groupStarts[group + 1] - groupStarts[group];
  }

  /** 0 to 9. */
  public int digit(int index) {
    return values[index];
  }

  /** First byte of a digit. */
  public int start(int index) {
    return starts[index];
  }

  /** Byte after a digit. */
  public int end(int index) {
    return ends[index];
  }
}
