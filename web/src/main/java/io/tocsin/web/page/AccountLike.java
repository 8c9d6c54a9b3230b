package io.tocsin.web.page;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether text that somebody typed could hold a raw account id. Such text never goes into an
 * address or the audit journal: addresses end in histories and access logs.
 */
public final class AccountLike {
  /** As many digits as a short account id has; a year or a status code has fewer. */
  private static final int DIGITS = 5;

  /** Names of our own that have digits: incident, ticket key, account token, trace id, UUID. */
  private static final Pattern OWN_NAME =
      Pattern.compile(
          "(?:[a-z]+/)?(?:toc-?\\d{1,9}|tocsin-[a-z2-7]{26}|acct_[\\w-]{20}|[0-9a-f]{32}"
              + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  private static final Pattern BLANK = Pattern.compile("\\s+");
  private static final Pattern GROUPED = Pattern.compile("[\\d .+/()-]+");

  private AccountLike() {}

  /** Five digits or more in all, whatever stands between them, but for names of our own. */
  public static boolean holds(String text) {
    long digits =
        BLANK
            .splitAsStream(plain(text).toLowerCase(Locale.ROOT))
            .filter(word -> !OWN_NAME.matcher(word).matches())
            .flatMapToInt(String::codePoints)
            .filter(Character::isDigit)
            .count();
    return digits >= DIGITS;
  }

  /** The id as systems write it: a number without what people put between its digits. */
  public static String id(String text) {
    String plain = plain(text).strip();
    return GROUPED.matcher(plain).matches() ? plain.replaceAll("\\D", "") : plain;
  }

  /** Full-width digits and signs as ASCII ones. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
