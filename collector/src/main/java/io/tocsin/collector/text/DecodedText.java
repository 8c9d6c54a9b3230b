package io.tocsin.collector.text;

import java.util.Arrays;

/**
 * A text with percent-encoding (RFC 3986), JSON's {@code u} escapes and full-width letters taken
 * off, and where in the text each of its bytes stood. Full-width digits and signs stay: scanners
 * know them. One instance a thread.
 */
public final class DecodedText {
  /** A place is remembered for each so many bytes, and found from there: 1/8 of a byte a byte. */
  private static final int STRIDE = 64;

  /** What a huge text needed is not kept for the next ones. */
  private static final int KEPT_BYTES = 1 << 20;

  private static final int MAX_BACKSLASHES = 4;
  private static final int FULL_WIDTH = 0xfee0;
  private static final String STRUCTURE = "\"'\\{}[]";

  private byte[] bytes = {};
  private int length;
  private long[] places = {};
  private byte[] text = {};
  private int to;
  private int width;
  private int code;

  /** False where nothing in the text is encoded; then nothing is there to be read. */
  public boolean of(byte[] encoded, int from, int end) {
    text = encoded;
    to = end;
    length = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[0];
      places = new long[0];
    }
    int first = first(from);
    if (first < 0) {
      return false;
    }
    if (bytes.length < end - from) {
      bytes = new byte[end - from];
      places = new long[(end - from) / STRIDE + 1];
    }
    int at = from;
    while (at < end) {
      unit(at);
      int low = length;
      write();
      // Of a character that goes over a stride's begin, the place is the character's.
      for (int i = low; i < length; i++) {
        if (i % STRIDE == 0) {
          places[i / STRIDE] = (long) at << 2 | i - low;
        }
      }
      at += width;
    }
    return true;
  }

  private int first(int from) {
    for (int at = from; at < to; at++) {
      int b = text[at];
      if (b == '%' || b == '\\' || b == (byte) 0xef) {
        unit(at);
        if (width > 1) {
          return at;
        }
      }
    }
    return -1;
  }

  /** Reads the character or byte at a place: its width there, and its code. */
  private void unit(int at) {
    int b = text[at];
    width = 1;
    code = b & 0xff;
    switch (b) {
      case '%' -> {
        int value = hex(at + 1, 2);
        if (value >= 0) {
          width = 3;
          code = value;
        }
      }
      case '\\' -> escape(at);
      case (byte) 0xef -> fullWidth(at);
      default -> {}
    }
  }

  private void escape(int from) {
    int at = from + 1;
    while (at < to && at < from + MAX_BACKSLASHES && text[at] == '\\') {
      at++;
    }
    int value = at < to && text[at] == 'u' ? hex(at + 1, 4) : -1;
    if (value >= 0) {
      width = at + 5 - from;
      code = value;
    }
  }

  private void fullWidth(int at) {
    if (at + 2 >= to) {
      return;
    }
    int second = text[at + 1] & 0xff;
    int third = text[at + 2] & 0xff;
    int point = 0xf000 | (second & 0x3f) << 6 | third & 0x3f;
    int plain = point - FULL_WIDTH;
    if ((second == 0xbc || second == 0xbd) && isLetterOrSign(plain)) {
      width = 3;
      code = plain;
    }
  }

  private static boolean isLetterOrSign(int plain) {
    return plain >= '@' && plain <= 'Z'
        || plain >= 'a' && plain <= 'z'
        || plain == '_'
        || plain == '.'
        || plain == '+';
  }

  private int hex(int from, int digits) {
    if (from + digits > to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** A byte as it is; a character of an escape, which is wider, as UTF-8. */
  private void write() {
    if (code < 0x80 || width <= 3) {
      bytes[length++] = (byte) code;
    } else if (code < 0x800) {
      bytes[length++] = (byte) (0xc0 | code >> 6);
      bytes[length++] = (byte) (0x80 | code & 0x3f);
    } else if (Character.isSurrogate((char) code)) {
      bytes[length++] = '?';
    } else {
      bytes[length++] = (byte) (0xe0 | code >> 12);
      bytes[length++] = (byte) (0x80 | code >> 6 & 0x3f);
      bytes[length++] = (byte) (0x80 | code & 0x3f);
    }
  }

  /** Not to be changed; valid up to {@link #length}. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Where the character begins that gave the byte. */
  public int start(int index) {
    return index == length ? to : place(index);
  }

  /** Where the character ends that gave the byte before {@code index}. */
  public int end(int index) {
    int start = place(index - 1);
    unit(start);
    return start + width;
  }

  /** Whether nothing in the range is encoded. */
  public boolean isPlain(int from, int end) {
    return from == end || end(end) - place(from) == end - from;
  }

  /** Whether some character of the range, which is not empty, stands there as JSON's escape. */
  public boolean isEscaped(int from, int end) {
    int last = end(end);
    for (int at = place(from); at < last; at++) {
      if (text[at] == '\\') {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a quote, bracket or backslash of the range is an encoded one: then values end elsewhere
   * in the text as it stands.
   */
  public boolean hidesStructure(int from, int end) {
    if (from == end) {
      return false;
    }
    int last = end(end);
    for (int at = place(from); at < last; at += width) {
      unit(at);
      if (width > 1 && STRUCTURE.indexOf(code) >= 0) {
        return true;
      }
    }
    return false;
  }

  private int place(int index) {
    long packed = places[index / STRIDE];
    int at = (int) (packed >>> 2);
    int byteIndex = index / STRIDE * STRIDE - (int) (packed & 3);
    while (true) {
      unit(at);
      int size = size();
      if (index < byteIndex + size) {
        return at;
      }
      byteIndex += size;
      at += width;
    }
  }

  /** Bytes that {@link #write} makes of it. */
  private int size() {
    return code < 0x80 || width <= 3 || Character.isSurrogate((char) code)
        ? 1
        : code < 0x800 ? 2 : 3;
  }

  @Override
  public String toString() {
    return new String(Arrays.copyOf(bytes, length), java.nio.charset.StandardCharsets.UTF_8);
  }
}
