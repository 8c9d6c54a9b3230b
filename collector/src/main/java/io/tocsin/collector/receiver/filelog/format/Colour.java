package io.tocsin.collector.receiver.filelog.format;

/** ANSI's sequences for colours (ECMA-48, SGR), which frameworks write into files too. */
final class Colour {
  static final int ESCAPE = 0x1b;
  private static final int LONGEST = 32;

  private Colour() {}

  /** Place behind the sequences that begin at {@code from}. */
  static int skip(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 1 < to && bytes[at] == ESCAPE && bytes[at + 1] == '[') {
      int end = at + 2;
      while (end < to && end - at < LONGEST && bytes[end] != 'm') {
        end++;
      }
      if (end >= to || bytes[end] != 'm') {
        return at;
      }
      at = end + 1;
    }
    return at;
  }
}
