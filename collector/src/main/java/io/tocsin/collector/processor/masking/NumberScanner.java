package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.text.DigitRun;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Finds cards, id cards, telephone numbers and IBANs in a text. For one thread. */
final class NumberScanner {
  private static final int KEPT_LAST = 4;

  /** Of a mobile number; all but those that must be a run of their own have more. */
  private static final int FEWEST_DIGITS = 11;

  /** Of a North American number after its area code. */
  private static final int FEWEST_IN_A_RUN = 7;

  /** One letter before a number is a mark, not hexadecimal. */
  private static final int FEWEST_HEX_LETTERS = 2;

  private static final int UUID_LENGTH = 36;
  private static final int FEWEST_IN_64_BITS = 17;
  private static final Set<String> NAMES_OF_CARDS =
      Set.of("card", "cardno", "no", "num", "number", "pan", "acct", "account", "acc", "bankcard");

  private final MaskingConfig config;
  private final DigitRun run = new DigitRun();
  private byte[] scratch = new byte[256];

  NumberScanner(MaskingConfig config) {
    this.config = config;
  }

  /**
   * @param flags of the text, MANY_DIGITS among them
   */
  void scan(byte[] bytes, int from, int to, int flags, Findings findings) {
    run.over(bytes, from, to, flags);
    int done = from;
    while (run.next()) {
      int before = done;
      for (int group = 0; group < run.groups(); group++) {
        if (run.start(run.groupStart(group)) >= done) {
          done = Math.max(done, find(group, findings));
        }
      }
      if (done == before && run.start(0) >= done) {
        done = Math.max(done, wholeRun(findings));
      }
    }
  }

  /** Returns the byte after what was found, 0 where nothing was. */
  private int find(int group, Findings findings) {
    int end = config.iban() ? iban(group, findings) : 0;
    int left = run.groupStart(run.groups()) - run.groupStart(group);
    if (end > 0 || left < FEWEST_DIGITS || run.groupSize(group) < 3) {
      return end;
    }
    int groups = config.idCard() ? IdCard.groups(run, group) : 0;
    if (groups > 0 && isFree(group, groups)) {
      return idCard(group, groups, findings);
    }
    groups = config.oldIdCard() ? IdCard.oldGroups(run, group) : 0;
    if (groups > 0 && isFree(group, groups)) {
      int first = run.groupStart(group);
      int last = run.groupStart(group + groups);
      return hide("id_card", first + IdCard.KEPT_FIRST, last - KEPT_LAST, last, findings);
    }
    groups = config.bankCard() ? BankCard.groups(run, group) : 0;
    if (groups > 0 && isFree(group, groups) && !isNamedId(group, groups)) {
      int first = run.groupStart(group);
      int last = run.groupStart(group + groups);
      return hide("card", first + BankCard.kept(last - first), last - KEPT_LAST, last, findings);
    }
    int match = config.mobile() ? Mobile.match(run, group) : 0;
    if (match > 0 && isFree(group, match / 8)) {
      int first = run.groupStart(group) + match % 8 + Mobile.KEPT_FIRST;
      int last = run.groupStart(group + match / 8);
      return hide("mobile", first, first + Mobile.HIDDEN, last, findings);
    }
    return 0;
  }

  private int wholeRun(Findings findings) {
    int last = run.groupStart(run.groups());
    if (!config.phone() || last < FEWEST_IN_A_RUN || last > 15) {
      return 0;
    }
    String kind =
        Telephone.isSocialSecurity(run) ? "us_ssn" : Telephone.isOne(run) ? "phone" : null;
    return kind != null && !isRest() && isFree(0, run.groups())
        ? hide(kind, 0, last - KEPT_LAST, last, findings)
        : 0;
  }

  /** Whether it is what another mask left of a longer number: {@code ****-0678-28765432}. */
  private boolean isRest() {
    int at = run.start(0) - 1;
    if (at > run.textFrom() && (run.bytes()[at] == '-' || run.bytes()[at] == ' ')) {
      at--;
    }
    return at >= run.textFrom() && run.bytes()[at] == '*';
  }

  private int iban(int group, Findings findings) {
    int first = run.start(run.groupStart(group));
    if (run.groupSize(group) < 2 || first - 2 < run.textFrom()) {
      return 0;
    }
    byte[] bytes = run.bytes();
    int start = first - 2;
    int end = Iban.end(bytes, start, run.textFrom(), run.textTo());
    if (end < 0 || touchesUuid(start, end)) {
      return 0;
    }
    int size = end - start;
    reserve(size);
    System.arraycopy(bytes, start, scratch, 0, size);
    int kept = 0;
    for (int i = size - 1; i >= KEPT_LAST; i--) {
      if (Iban.isAlphanumeric(scratch[i]) && ++kept > KEPT_LAST) {
        scratch[i] = '*';
      }
    }
    findings.found("iban", start, end, scratch, size);
    return end;
  }

  private int idCard(int group, int groups, Findings findings) {
    int first = run.groupStart(group);
    int last = run.groupStart(group + groups);
    int kept = last - first == 18 ? KEPT_LAST : KEPT_LAST - 1;
    int end = hide("id_card", first + IdCard.KEPT_FIRST, last - kept, last, findings);
    return kept == KEPT_LAST ? end : end + IdCard.xWidth(run, group + groups);
  }

  /** Puts an asterisk for each digit from first to last; what separates them stays. */
  private int hide(String kind, int first, int last, int end, Findings findings) {
    int from = run.start(first);
    int to = run.end(last - 1);
    reserve(to - from);
    int size = 0;
    int at = from;
    for (int digit = first; digit < last; digit++) {
      int gap = run.start(digit) - at;
      System.arraycopy(run.bytes(), at, scratch, size, gap);
      size += gap;
      scratch[size++] = '*';
      at = run.end(digit);
    }
    findings.found(kind, from, to, scratch, size);
    return run.end(end - 1);
  }

  private void reserve(int size) {
    if (scratch.length < size) {
      scratch = Arrays.copyOf(scratch, size);
    }
  }

  /** Not a piece of something else: a hexadecimal id, a UUID, a decimal fraction. */
  private boolean isFree(int group, int groups) {
    byte[] bytes = run.bytes();
    int from = run.start(run.groupStart(group));
    int to = run.end(run.groupStart(group + groups) - 1);
    if (group == 0 && from > run.textFrom()) {
      int before = bytes[from - 1];
      if (before == '.' && from - 2 >= run.textFrom() && isDigit(bytes[from - 2])) {
        return false;
      }
      if (before == '*' || Iban.isAlphanumeric(before) && isHexWord(from, to)) {
        return false;
      }
    }
    if (group + groups == run.groups() && to < run.textTo()) {
      int after = bytes[to];
      if (after == '.' && to + 1 < run.textTo() && isDigit(bytes[to + 1])) {
        return false;
      }
      if (after == '*' || Iban.isAlphanumeric(after) && isHexWord(from, to)) {
        return false;
      }
    }
    return !touchesUuid(from, to);
  }

  /**
   * A random 64-bit number behind a name, as HDFS names its blocks: {@code
   * blk_-6952295868487656571}. One in ten would pass for a card. A name of a card's or an account's
   * is none of those.
   */
  private boolean isNamedId(int group, int groups) {
    int first = run.groupStart(group);
    int digits = run.groupStart(group + groups) - first;
    if (digits < FEWEST_IN_64_BITS || groups > 1) {
      return false;
    }
    byte[] bytes = run.bytes();
    int end = run.start(first);
    end -= end > run.textFrom() && bytes[end - 1] == '-' ? 1 : 0;
    if (end <= run.textFrom() || bytes[end - 1] != '_') {
      return false;
    }
    int start = --end;
    while (start > run.textFrom() && Iban.isAlphanumeric(bytes[start - 1])) {
      start--;
    }
    String name = new String(bytes, start, end - start, UTF_8).toLowerCase(Locale.ROOT);
    return !name.isEmpty() && !NAMES_OF_CARDS.contains(name);
  }

  /** Whether the word around the digits is hexadecimal, or begins with 0x. */
  private boolean isHexWord(int from, int to) {
    byte[] bytes = run.bytes();
    int start = from;
    while (start > run.textFrom() && Iban.isAlphanumeric(bytes[start - 1])) {
      start--;
    }
    if (from - start >= 2 && bytes[start] == '0' && (bytes[start + 1] | 0x20) == 'x') {
      return true;
    }
    int end = to;
    while (end < run.textTo() && Iban.isAlphanumeric(bytes[end])) {
      end++;
    }
    int letters = 0;
    for (int at = start; at < end; at++) {
      if (at < from || at >= to) {
        if (Character.digit(bytes[at], 16) < 0) {
          return false;
        }
        letters += isDigit(bytes[at]) ? 0 : 1;
      }
    }
    return letters >= FEWEST_HEX_LETTERS;
  }

  /** Whether bytes of it are a UUID's: groups of one pass for any number now and then. */
  private boolean touchesUuid(int from, int to) {
    int last = Math.min(to - 1, run.textTo() - UUID_LENGTH);
    for (int at = Math.max(run.textFrom(), from - UUID_LENGTH + 1); at <= last; at++) {
      if (isUuid(at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isUuid(int start) {
    byte[] bytes = run.bytes();
    for (int place = 0; place < UUID_LENGTH; place++) {
      boolean hyphen = place == 8 || place == 13 || place == 18 || place == 23;
      byte each = bytes[start + place];
      if (hyphen ? each != '-' : Character.digit(each, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }
}
