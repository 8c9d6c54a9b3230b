package io.tocsin.collector.processor.masking;

import io.tocsin.collector.text.DigitRun;

/** Sizes of the groups in which a number is written. */
final class Shapes {
  private Shapes() {}

  static boolean fits(DigitRun run, int group, int[] sizes) {
    if (group + sizes.length > run.groups()) {
      return false;
    }
    for (int i = 0; i < sizes.length; i++) {
      if (run.groupSize(group + i) != sizes[i]) {
        return false;
      }
    }
    return true;
  }
}
