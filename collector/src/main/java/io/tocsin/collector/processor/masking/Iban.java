package io.tocsin.collector.processor.masking;

/** International bank account numbers, ISO 13616: length by country, check digits by MOD 97-10. */
final class Iban {
  private static final String LENGTHS =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29"
          + "ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30"
          + "KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24"
          + "PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29"
          + "VA22VG24XK20YE30";

  /** Check digits are 98 less a remainder of 0 to 96: 00, 01 and 99 have the same rest, wrongly. */
  private static final int LOWEST_CHECK = 2;

  private static final int HIGHEST_CHECK = 98;
  private static final int[] BY_COUNTRY = new int[32 * 32];

  static {
    for (int i = 0; i < LENGTHS.length(); i += 4) {
      BY_COUNTRY[country(LENGTHS.charAt(i), LENGTHS.charAt(i + 1))] =
          Integer.parseInt(LENGTHS, i + 2, i + 4, 10);
    }
  }

  private Iban() {}

  private static int country(int first, int second) {
    return (first & 0x1f) << 5 | second & 0x1f;
  }

  /**
   * Byte after the IBAN that begins at {@code from}, single spaces, hyphens or pluses in it or not;
   * -1 for none.
   */
  static int end(byte[] bytes, int from, int textFrom, int textTo) {
    if (from < textFrom
        || !isLetter(bytes[from])
        || !isLetter(bytes[from + 1])
        || from > textFrom && isAlphanumeric(bytes[from - 1])) {
      return -1;
    }
    int length = BY_COUNTRY[country(bytes[from], bytes[from + 1])];
    if (length == 0) {
      return -1;
    }
    int[] digits = new int[length];
    int at = from;
    int count = 0;
    while (count < length && at < textTo) {
      if (isAlphanumeric(bytes[at])) {
        digits[count++] = Character.digit(bytes[at++], 36);
      } else if ((bytes[at] == ' ' || bytes[at] == '-' || bytes[at] == '+')
          && at + 1 < textTo
          && isAlphanumeric(bytes[at + 1])) {
        at++;
      } else {
        return -1;
      }
    }
    boolean ends = at == textTo || !isAlphanumeric(bytes[at]);
    int check = 10 * digits[2] + digits[3];
    boolean valid = check >= LOWEST_CHECK && check <= HIGHEST_CHECK && remainder(digits) == 1;
    return count == length && ends && valid ? at : -1;
  }

  private static int remainder(int[] digits) {
    int rest = 0;
    for (int i = 0; i < digits.length; i++) {
      int digit = digits[(i + 4) % digits.length];
      rest = (digit > 9 ? 100 * rest + digit : 10 * rest + digit) % 97;
    }
    return rest;
  }

  private static boolean isLetter(int b) {
    return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
  }

  static boolean isAlphanumeric(int b) {
    return isLetter(b) || b >= '0' && b <= '9';
  }
}
