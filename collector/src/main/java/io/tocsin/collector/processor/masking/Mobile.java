package io.tocsin.collector.processor.masking;

import io.tocsin.collector.text.DigitRun;

/** Chinese mobile numbers: 11 digits from 13 to 19, after 86 or 0086 too. */
final class Mobile {
  static final int KEPT_FIRST = 3;
  static final int HIDDEN = 4;
  private static final int[][] SHAPES = {{11}, {3, 4, 4}, {3, 8}, {7, 4}, {4, 4, 3}};

  private Mobile() {}

  /**
   * Number of groups from {@code group} on that are one, and digits of a country code in the first
   * of them, as {@code groups * 8 + digits}; 0 for none.
   */
  static int match(DigitRun run, int group) {
    int from = run.groupStart(group);
    int code = countryCode(run, group);
    for (int[] shape : SHAPES) {
      int extra = run.groupSize(group) - shape[0];
      if (extra != 0 && extra != code || group + shape.length > run.groups()) {
        continue;
      }
      boolean fits = run.digit(from + extra) == 1 && run.digit(from + extra + 1) >= 3;
      for (int i = 1; i < shape.length; i++) {
        fits &= run.groupSize(group + i) == shape[i];
      }
      if (fits) {
        return shape.length * 8 + extra;
      }
    }
    return 0;
  }

  private static int countryCode(DigitRun run, int group) {
    int from = run.groupStart(group);
    int size = run.groupSize(group);
    if (size > 2 && run.digit(from) == 8 && run.digit(from + 1) == 6) {
      return 2;
    }
    boolean long86 =
        size > 4
            && run.digit(from) == 0
            && run.digit(from + 1) == 0
            && run.digit(from + 2) == 8
            && run.digit(from + 3) == 6;
    return long86 ? 4 : 0;
  }
}
