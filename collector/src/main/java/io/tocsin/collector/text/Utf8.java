package io.tocsin.collector.text;

/** Well-formed UTF-8 as Unicode's table 3-7 has it: no overlong forms, no surrogates. */
public final class Utf8 {
  private Utf8() {}

  /** Bytes of the character at {@code at}, which is not ASCII; 0 where there is none. */
  static int width(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    int width = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (at + width > to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < width; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return width;
  }
}
