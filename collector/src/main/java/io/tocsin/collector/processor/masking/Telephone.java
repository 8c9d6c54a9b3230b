package io.tocsin.collector.processor.masking;

import io.tocsin.collector.text.DigitRun;

/**
 * Telephone numbers beside Chinese mobile ones, and numbers in the same handwriting: with a country
 * code behind a plus (ITU-T E.164), of Chinese landlines ({@code 010-12345678}), North American
 * ones ({@code 415-555-0132}, {@code (415) 555-0132}), and US social security numbers. Each must be
 * a run of its own, not part of a longer one.
 */
final class Telephone {
  private static final int FEWEST_INTERNATIONAL = 9;
  private static final int MOST_INTERNATIONAL = 15;
  private static final int MOST_GROUPS = 6;
  private static final int AREA_WITH_BRACKETS = 5;

  private Telephone() {}

  /** Whether the run as a whole is one. */
  static boolean isOne(DigitRun run) {
    return isInternational(run) || isLandline(run) || isNorthAmerican(run);
  }

  private static boolean isInternational(DigitRun run) {
    int digits = run.groupStart(run.groups());
    int first = run.start(0);
    return digits >= FEWEST_INTERNATIONAL
        && digits <= MOST_INTERNATIONAL
        && run.groups() <= MOST_GROUPS
        && run.digit(0) > 0
        && first > run.textFrom()
        && run.bytes()[first - 1] == '+'
        && (first - 2 < run.textFrom() || !Iban.isAlphanumeric(run.bytes()[first - 2]));
  }

  private static boolean isLandline(DigitRun run) {
    int area = run.groupSize(0);
    int number = run.groups() == 2 ? run.groupSize(1) : 0;
    return run.digit(0) == 0
        && (area == 3 && number == 8 || area == 4 && (number == 7 || number == 8))
        && run.digit(1) != 0
        && run.digit(area) >= 2
        && isSeparated(run, 1, '-');
  }

  private static boolean isNorthAmerican(DigitRun run) {
    if (run.groups() == 3) {
      return run.groupSize(0) == 3
          && run.groupSize(1) == 3
          && run.groupSize(2) == 4
          && run.digit(0) >= 2
          && run.digit(3) >= 2
          && isSeparated(run, 1, '-')
          && isSeparated(run, 2, '-');
    }
    return run.groups() == 2
        && run.groupSize(0) == 3
        && run.groupSize(1) == 4
        && run.digit(0) >= 2
        && isSeparated(run, 1, '-')
        && areaBefore(run) >= 0;
  }

  /** Where {@code (415)} begins, with a space behind or not; -1 where no such thing is before. */
  private static int areaBefore(DigitRun run) {
    byte[] bytes = run.bytes();
    int end = run.start(0);
    end -= end > run.textFrom() && bytes[end - 1] == ' ' ? 1 : 0;
    int from = end - AREA_WITH_BRACKETS;
    boolean brackets = from >= run.textFrom() && bytes[end - 1] == ')' && bytes[from] == '(';
    for (int at = from + 1; brackets && at < end - 1; at++) {
      brackets = bytes[at] >= '0' && bytes[at] <= '9';
    }
    return brackets ? from : -1;
  }

  /** A number of the US Social Security Administration, by the ranges that it issues. */
  static boolean isSocialSecurity(DigitRun run) {
    if (run.groups() != 3
        || run.groupSize(0) != 3
        || run.groupSize(1) != 2
        || run.groupSize(2) != 4
        || !isSeparated(run, 1, '-')
        || !isSeparated(run, 2, '-')) {
      return false;
    }
    int area = number(run, 0, 3);
    return area > 0 && area != 666 && area < 900 && number(run, 3, 5) > 0 && number(run, 5, 9) > 0;
  }

  private static int number(DigitRun run, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + run.digit(i);
    }
    return number;
  }

  private static boolean isSeparated(DigitRun run, int group, char by) {
    int end = run.end(run.groupStart(group) - 1);
    return run.bytes()[end] == by && run.start(run.groupStart(group)) == end + 1;
  }
}
