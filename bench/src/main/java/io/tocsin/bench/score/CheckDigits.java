package io.tocsin.bench.score;

import java.math.BigInteger;
import java.util.Random;

/** Numbers with right check digits, by the standards' own words. */
final class CheckDigits {
  private static final String[] REGIONS = {
    "110105", "120101", "310115", "320583", "330106", "340102", "350203", "370202", "420106",
    "430104", "440305", "440106", "500112", "510107", "530102", "610113", "650102"
  };
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_CHARACTERS = "10X98765432";

  private CheckDigits() {}

  /** Resident identity number, GB 11643-1999. */
  static String idCard(Random random) {
    String first =
        REGIONS[random.nextInt(REGIONS.length)]
            + "%04d%02d%02d%03d"
                .formatted(
                    1940 + random.nextInt(75),
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    random.nextInt(1_000));
    return first + idCardCheck(first);
  }

  /**
   * @param first 17 digits
   */
  static char idCardCheck(String first) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (first.charAt(i) - '0');
    }
    return CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length());
  }

  /** Payment card number, ISO/IEC 7812. */
  static String card(Random random, String prefix, int length) {
    String first = prefix + digits(random, length - 1 - prefix.length());
    return first + luhn(first);
  }

  /** The digit that makes the sum of {@code first} and itself right. */
  static int luhn(String first) {
    int sum = 0;
    for (int i = 0; i < first.length(); i++) {
      int digit = first.charAt(first.length() - 1 - i) - '0';
      int twice = 2 * digit;
      sum += i % 2 == 0 ? twice / 10 + twice % 10 : digit;
    }
    return (10 - sum % 10) % 10;
  }

  /** Account number, ISO 13616. */
  static String iban(String country, String account) {
    StringBuilder number = new StringBuilder();
    (account + country + "00").chars().forEach(c -> number.append(Character.getNumericValue(c)));
    int rest = new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    return country + "%02d".formatted(98 - rest) + account;
  }

  static String digits(Random random, int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }
}
