package io.tocsin.collector.processor.masking;

import io.tocsin.collector.text.DigitRun;

/**
 * Chinese resident identity numbers, GB 11643: six digits of region, eight of birth, three of order
 * and a check character over them by ISO 7064 MOD 11-2, which may be X.
 */
final class IdCard {
  static final int KEPT_FIRST = 3;
  private static final int DIGITS = 17;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final int X = 10;
  private static final int OLD_DIGITS = 15;

  /** Province by GB/T 2260 in the first two digits; Taiwan, Hong Kong, Macao; 9x foreigners. */
  private static final boolean[] PROVINCES = new boolean[100];

  static {
    int[][] ranges = {
      {11, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}, {71, 71}, {81, 83}, {91, 99}
    };
    for (int[] range : ranges) {
      java.util.Arrays.fill(PROVINCES, range[0], range[1] + 1, true);
    }
  }

  /** With a digit at the end; one less in the last group with an X. */
  private static final int[][] SHAPES = {{18}, {6, 8, 4}, {6, 4, 4, 4}, {6, 12}, {14, 4}};

  private static final int[][] X_SHAPES = {{17}, {6, 8, 3}, {6, 4, 4, 3}, {6, 11}, {14, 3}};

  private IdCard() {}

  /** How many groups from {@code group} on are one; 0 for none. */
  static int groups(DigitRun run, int group) {
    for (int[] shape : SHAPES) {
      if (Shapes.fits(run, group, shape)) {
        int from = run.groupStart(group);
        return isValid(run, from, run.digit(from + DIGITS)) ? shape.length : 0;
      }
    }
    for (int[] shape : X_SHAPES) {
      if (Shapes.fits(run, group, shape) && xWidth(run, group + shape.length) > 0) {
        return isValid(run, run.groupStart(group), X) ? shape.length : 0;
      }
    }
    return 0;
  }

  /**
   * 1 where the group is a number of before 1999: six digits of region, six of birth, three of
   * order, no check digit; else 0.
   */
  static int oldGroups(DigitRun run, int group) {
    int from = run.groupStart(group);
    return run.groupSize(group) == OLD_DIGITS
            && run.digit(from) < 9
            && isProvince(run, from)
            && isDate(
                1900 + number(run, from + 6, 2),
                number(run, from + 8, 2),
                number(run, from + 10, 2))
        ? 1
        : 0;
  }

  private static boolean isProvince(DigitRun run, int from) {
    return PROVINCES[number(run, from, 2)];
  }

  private static boolean isDate(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= java.time.YearMonth.of(year, month).lengthOfMonth();
  }

  /** Bytes of the X right behind the last digit before {@code group}; 0 for none. */
  static int xWidth(DigitRun run, int group) {
    byte[] bytes = run.bytes();
    int at = run.end(run.groupStart(group) - 1);
    if (at >= run.textTo()) {
      return 0;
    }
    if (bytes[at] == 'X' || bytes[at] == 'x') {
      return at + 1 < run.textTo() && Character.isLetterOrDigit(bytes[at + 1]) ? 0 : 1;
    }
    boolean wide =
        bytes[at] == (byte) 0xef
            && at + 2 < run.textTo()
            && (bytes[at + 1] == (byte) 0xbc && bytes[at + 2] == (byte) 0xb8
                || bytes[at + 1] == (byte) 0xbd && bytes[at + 2] == (byte) 0x98);
    return wide ? 3 : 0;
  }

  private static boolean isValid(DigitRun run, int from, int check) {
    int year = number(run, from + 6, 4);
    if (year < 1800
        || year > 2099
        || !isProvince(run, from)
        || !isDate(year, number(run, from + 10, 2), number(run, from + 12, 2))) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < DIGITS; i++) {
      sum += WEIGHTS[i] * run.digit(from + i);
    }
    return (12 - sum % 11) % 11 == check;
  }

  private static int number(DigitRun run, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = 10 * number + run.digit(i);
    }
    return number;
  }
}
