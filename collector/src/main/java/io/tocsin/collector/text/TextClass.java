package io.tocsin.collector.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a text could hold, found out eight bytes at a time, so that dearer scanners run only where
 * they can find something. Bits may be set too often, never too seldom.
 *
 * <p>{@link #DIGITS}: any run of 11 or more bytes made of digits in groups of at least three, with
 * single separators between them, covers at least four digits of one of the words read here: a run
 * of 11 bytes shares at least 6 with one word, and of any 6 such bytes 4 are digits.
 */
public final class TextClass {
  /** At least four digits within eight bytes, or a full-width digit. */
  public static final int DIGITS = 1;

  /** One of {@code : ; < = > ?}, or a full-width colon or equals sign. */
  public static final int ASSIGNMENTS = 2;

  /** One of {@code @ B H J}, by which addresses, bearer tokens, PEM and JWT are known. */
  public static final int MARKS = 4;

  /** A byte above 127. */
  public static final int NON_ASCII = 8;

  /** Not UTF-8. */
  public static final int INVALID = 16;

  static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final long ONES = 0x0101010101010101L;
  static final long HIGHS = 0x8080808080808080L;
  private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;

  /** The four marks are equal in these bits. */
  private static final long MARK_BITS = 0xf5f5f5f5f5f5f5f5L;

  /** Seventh bits: of all from 0x40 to 0x7f. */
  private static final long BIT_6 = 0x40 * ONES;

  private static final int DENSE = 4;

  /** At least nine digits in all, or a full-width digit. */
  public static final int MANY_DIGITS = 32;

  /** So many has a social security number; all others have more. */
  private static final int MANY = 9;

  /** One of {@code %} and backslash, or a full-width letter: text may stand there in disguise. */
  public static final int ENCODED = 64;

  /** 16 bytes in a row that could be base64. */
  public static final int LONG_WORDS = 128;

  /** From here on the flags of a text with MANY_DIGITS say how many, at most. */
  private static final int COUNT_SHIFT = 8;

  private static final int MOST_COUNTED = 0xff;

  private TextClass() {}

  public static int of(byte[] bytes, int from, int to) {
    if (to - from < Long.BYTES) {
      return ofShort(bytes, from, to);
    }
    long high = 0;
    long marks = 0;
    long assignments = 0;
    long encoded = 0;
    boolean longWords = false;
    int dense = 0;
    int all = 0;
    int last = to - Long.BYTES;
    for (int at = from; at < to; at += Long.BYTES) {
      long word = (long) WORD.get(bytes, Math.min(at, last));
      long percent = zeroAtFirst(word ^ '%' * ONES);
      if (isDull(word, percent)) {
        longWords =
            longWords || (word & BIT_6) == BIT_6 && Base64Text.runsOver(bytes, from, at, to);
      } else {
        int digits = Long.bitCount(digits(word));
        dense |= digits + DENSE;
        all += digits;
        assignments |= assignments(word);
        marks |= zeroAtFirst((word & MARK_BITS) ^ 0x40 * ONES);
        encoded |= percent | zeroAtFirst(word ^ '\\' * ONES);
        longWords =
            longWords
                || (((word & LOWS) + 0x50 * ONES) & ~word & HIGHS) == HIGHS
                    && Base64Text.runsOver(bytes, from, at, to);
        high |= word;
      }
    }
    int flags =
        ((dense & Long.BYTES) == 0 ? 0 : all < MANY ? DIGITS : DIGITS | MANY_DIGITS | count(all))
            | ((assignments & HIGHS) != 0 ? ASSIGNMENTS : 0)
            | ((marks & HIGHS) != 0 ? MARKS : 0)
            | ((encoded & HIGHS) != 0 ? ENCODED : 0)
            | (longWords ? LONG_WORDS : 0);
    return (high & HIGHS) == 0 ? flags : flags | nonAscii(bytes, from, to);
  }

  /** {@link #INVALID} or 0: nothing else is looked for. */
  public static int validity(byte[] bytes, int from, int to) {
    if (to - from < Long.BYTES) {
      return from == to || (shortWord(bytes, from, to) & HIGHS) == 0
          ? 0
          : nonAscii(bytes, from, to) & INVALID;
    }
    long high = 0;
    int last = to - Long.BYTES;
    for (int at = from; at < last; at += Long.BYTES) {
      high |= (long) WORD.get(bytes, at);
    }
    high |= (long) WORD.get(bytes, last);
    return (high & HIGHS) == 0 ? 0 : nonAscii(bytes, from, to) & INVALID;
  }

  /**
   * Whether no byte is one of {@code 0} to {@code _}, or {@code %}, or above 127: small letters,
   * blanks and most of what stands between words.
   */
  private static boolean isDull(long word, long percent) {
    long fifth = word << 1;
    long from30 = (word & ~fifth | ~word & fifth & word << 2) & BIT_6;
    return (from30 | (word | percent) & HIGHS) == 0;
  }

  /** The first high bit that is set is that of a zero byte, and one is set if there is any. */
  private static long zeroAtFirst(long word) {
    return word - ONES & ~word;
  }

  /** High bits of digits. */
  private static long digits(long word) {
    long nibble = word ^ 0x30 * ONES;
    return ~((nibble & LOWS) + 0x76 * ONES | nibble) & HIGHS;
  }

  /** High bits of those that are one of {@code : ; < = > ?}. */
  private static long assignments(long word) {
    long nibble = word ^ 0x30 * ONES;
    long low = nibble & LOWS;
    return (low + 0x76 * ONES | nibble) & ~(low + 0x70 * ONES | nibble) & HIGHS;
  }

  /** High bits of bytes that are zero. */
  private static long zeros(long word) {
    return ~((word & LOWS) + LOWS | word) & HIGHS;
  }

  private static int count(int digits) {
    return Math.min(digits, MOST_COUNTED) << COUNT_SHIFT;
  }

  /** Whether a text with these flags could hold a number of so many digits, eight or more. */
  public static boolean mayHold(int flags, int digits) {
    return (flags & DIGITS) != 0
        && (digits < MANY || flags >>> COUNT_SHIFT >= Math.min(digits, MOST_COUNTED));
  }

  private static int ofShort(byte[] bytes, int from, int to) {
    if (from == to) {
      return 0;
    }
    long word = shortWord(bytes, from, to);
    long flags = Long.bitCount(digits(word)) >= DENSE ? DIGITS : 0;
    flags |= assignments(word) != 0 ? ASSIGNMENTS : 0;
    flags |= marks(word) != 0 ? MARKS : 0;
    flags |= (zeros(word ^ '%' * ONES) | zeros(word ^ '\\' * ONES)) != 0 ? ENCODED : 0;
    return (int) flags | ((word & HIGHS) == 0 ? 0 : nonAscii(bytes, from, to));
  }

  /** One to seven bytes, zeros after them. */
  private static long shortWord(byte[] bytes, int from, int to) {
    int unused = Long.SIZE - (to - from << 3);
    if (from + Long.BYTES <= bytes.length) {
      return (long) WORD.get(bytes, from) << unused >>> unused;
    }
    if (to >= Long.BYTES) {
      return (long) WORD.get(bytes, to - Long.BYTES) >>> unused;
    }
    long word = 0;
    for (int at = to - 1; at >= from; at--) {
      word = word << Byte.SIZE | bytes[at] & 0xff;
    }
    return word;
  }

  private static int nonAscii(byte[] bytes, int from, int to) {
    int flags = NON_ASCII;
    int at = from;
    while (at < to) {
      if (bytes[at] >= 0) {
        at++;
        continue;
      }
      int width = Utf8.width(bytes, at, to);
      if (width == 0) {
        flags |= INVALID;
        at++;
        continue;
      }
      if (width == 3 && bytes[at] == (byte) 0xef) {
        int last = bytes[at + 2] & 0xff;
        if (bytes[at + 1] == (byte) 0xbd) {
          flags |= last <= 0x9a ? ENCODED : 0;
        } else if (bytes[at + 1] != (byte) 0xbc) {
          flags |= 0;
        } else if (last >= 0xa0) {
          flags |= ENCODED;
        } else if (last >= 0x90 && last <= 0x99) {
          flags |= DIGITS | MANY_DIGITS | count(MOST_COUNTED);
        } else if (last == 0x9a || last == 0x9d) {
          flags |= ASSIGNMENTS;
        }
      }
      at += width;
    }
    return flags;
  }

  /** Whether one of the words of 8 or 16 bytes holds four digits. */
  public static boolean isDense(byte[] bytes, int from, int to) {
    return dense(bytes, from) || dense(bytes, to - Long.BYTES);
  }

  /** Whether the eight bytes at {@code at} hold four digits. */
  static boolean dense(byte[] bytes, int at) {
    return Long.bitCount(digits((long) WORD.get(bytes, at))) >= DENSE;
  }

  /** High bits of those of the eight bytes at {@code at} that are one of {@code @ B H J}. */
  public static long marks(byte[] bytes, int at) {
    return marks((long) WORD.get(bytes, at));
  }

  private static long marks(long word) {
    return zeros((word & MARK_BITS) ^ 0x40 * ONES);
  }

  /** High bits of those of the eight bytes at {@code at} that are a digit or a backslash. */
  static long digits(byte[] bytes, int at) {
    long word = (long) WORD.get(bytes, at);
    return digits(word) | zeros(word ^ '\\' * ONES);
  }

  /** High bits of those of the eight bytes at {@code at} that are one of {@code : ; < = > ?}. */
  static long assignments(byte[] bytes, int at) {
    return assignments((long) WORD.get(bytes, at));
  }
}
