package io.tocsin.collector.receiver.filelog.format;

/** {@code Z}, {@code +08}, {@code +0800}, {@code +08:00}, {@code UTC}, {@code GMT}. */
final class Offsets {
  private Offsets() {}

  /** Leaves it in {@code time}; returns the place behind it, -1 where none is. */
  static int match(byte[] bytes, int from, int to, CivilTime time) {
    if (from >= to) {
      return -1;
    }
    int first = bytes[from];
    if (first == 'Z') {
      time.offsetSeconds = 0;
      return from + 1;
    }
    if (from + 3 <= to && (is(bytes, from, 'U', 'T', 'C') || is(bytes, from, 'G', 'M', 'T'))) {
      time.offsetSeconds = 0;
      return from + 3;
    }
    if (first != '+' && first != '-' || two(bytes, from + 1, to) < 0) {
      return -1;
    }
    int seconds = two(bytes, from + 1, to) * 3_600;
    int at = from + 3;
    int minutes = at < to && bytes[at] == ':' ? at + 1 : at;
    if (two(bytes, minutes, to) >= 0) {
      seconds += two(bytes, minutes, to) * 60;
      at = minutes + 2;
    }
    time.offsetSeconds = first == '-' ? -seconds : seconds;
    return at;
  }

  private static boolean is(byte[] bytes, int at, int a, int b, int c) {
    return bytes[at] == a && bytes[at + 1] == b && bytes[at + 2] == c;
  }

  private static int two(byte[] bytes, int at, int to) {
    if (at + 2 > to) {
      return -1;
    }
    int tens = EpochTime.digit(bytes[at]);
    int ones = EpochTime.digit(bytes[at + 1]);
    return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
  }
}
