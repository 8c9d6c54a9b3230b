package io.tocsin.collector.processor.masking;

import io.tocsin.collector.text.DigitRun;

/**
 * Payment card numbers, ISO/IEC 7812: length and prefix of a known scheme, and the Luhn digit. Bare
 * or in the groups in which they are printed.
 */
final class BankCard {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 19;

  /** PCI DSS lets six and four digits stand; under 16 digits that would leave too few hidden. */
  private static final int FULL_LENGTH = 16;

  private static final int[][] SHAPES = {
    {4, 4, 4, 4, 3},
    {4, 4, 4, 4, 2},
    {4, 4, 4, 4, 1},
    {4, 4, 4, 4},
    {4, 6, 5},
    {4, 6, 4},
    {6, 13},
    {6, 10},
    {4, 4, 4, 3},
    {4, 4, 4, 2},
    {4, 4, 4, 1},
    {4, 4, 4}
  };

  private BankCard() {}

  /** How many groups from {@code group} on are a card number; 0 for none. */
  static int groups(DigitRun run, int group) {
    for (int[] shape : SHAPES) {
      if (Shapes.fits(run, group, shape) && isCard(run, group, shape.length)) {
        return shape.length;
      }
    }
    int size = run.groupSize(group);
    return size >= SHORTEST && size <= LONGEST && isCard(run, group, 1) ? 1 : 0;
  }

  /** How many of its first digits stay. */
  static int kept(int digits) {
    return digits >= FULL_LENGTH ? 6 : 0;
  }

  private static boolean isCard(DigitRun run, int group, int groups) {
    int from = run.groupStart(group);
    int to = run.groupStart(group + groups);
    return isIssued(run, from, to - from) && luhn(run, from, to);
  }

  private static boolean isIssued(DigitRun run, int from, int length) {
    int two = 10 * run.digit(from) + run.digit(from + 1);
    int four = 100 * two + 10 * run.digit(from + 2) + run.digit(from + 3);
    return switch (run.digit(from)) {
      // UATP and the first JCB cards.
      case 1 -> length == 15;
      // Mir, Mastercard, JCB.
      case 2 ->
          four >= 2200 && four <= 2204 && length >= 16
              || four >= 2221 && four <= 2720 && length == 16
              || four == 2131 && length == 15;
      // American Express; Diners Club; JCB.
      case 3 ->
          two == 34 || two == 37
              ? length == 15
              : two == 35 ? length >= 16 : two != 31 && two != 32 && two != 33 && length >= 14;
      // Visa.
      case 4 -> length == 13 || length == 16 || length == 19;
      // Mastercard; Maestro.
      case 5 -> two >= 51 && two <= 55 ? length == 16 : two != 59;
      // UnionPay; Discover and RuPay, never 17 or 18 digits; Maestro.
      case 6 ->
          switch (two) {
            case 62 -> length >= 16;
            case 61, 63, 64, 65, 66 -> length < 17 || length > 18;
            default -> true;
          };
      // UnionPay, RuPay.
      case 8 -> (two == 81 || two == 82) && length >= 16;
      // Chinese cards from before UnionPay, Troy.
      case 9 -> length >= 16;
      default -> false;
    };
  }

  private static boolean luhn(DigitRun run, int from, int to) {
    int sum = 0;
    boolean twice = false;
    for (int i = to - 1; i >= from; i--) {
      int digit = twice ? 2 * run.digit(i) : run.digit(i);
      sum += digit > 9 ? digit - 9 : digit;
      twice = !twice;
    }
    return sum % 10 == 0;
  }
}
