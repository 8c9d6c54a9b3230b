package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.model.config.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A date pattern as java.time's DateTimeFormatter and Log4j2's FastDateFormat have it, made into
 * steps over bytes: {@code yyyy-MM-dd HH:mm:ss.SSSXXX}, {@code dd MMM yyyy HH:mm:ss,SSS}. English
 * names of months. Letters: {@code G} none, {@code y u M d H k K h a m s S n E X x Z z V}.
 */
final class DateLayout implements TimeLayout {
  private static final String LETTERS = "yuMLdHkKhamsSnEXxZzVO";
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int[] POWERS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };
  private static final int NANO_DIGITS = 9;

  /**
   * @param letter of the pattern; 0 for a literal, whose one byte is {@code width}
   * @param fixed whether exactly {@code width} digits are read: the next step is digits too
   */
  private record Step(int letter, int width, boolean fixed) {}

  private final List<Step> steps;
  private final CivilTime civil;
  private boolean isAfternoon;
  private boolean hasHalf;

  private DateLayout(List<Step> steps, CivilTime civil) {
    this.steps = steps;
    this.civil = civil;
  }

  static DateLayout of(String pattern, CivilTime civil) {
    List<Step> steps = new ArrayList<>();
    byte[] text = pattern.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < text.length) {
      int c = text[at];
      int run = at + 1;
      if (c == '\'') {
        at = quoted(text, at + 1, steps);
      } else if (Character.isLetter(c)) {
        if (LETTERS.indexOf(c) < 0) {
          throw new InvalidSettingException(
              "", pattern, "a date pattern of the letters " + LETTERS + " and text in quotes");
        }
        while (run < text.length && text[run] == c) {
          run++;
        }
        steps.add(new Step(c, run - at, false));
        at = run;
      } else {
        steps.add(new Step(0, c, false));
        at++;
      }
    }
    return new DateLayout(withFixedWidths(steps), civil);
  }

  private static int quoted(byte[] text, int from, List<Step> steps) {
    int at = from;
    if (at < text.length && text[at] == '\'') {
      steps.add(new Step(0, '\'', false));
      return at + 1;
    }
    while (at < text.length && text[at] != '\'') {
      steps.add(new Step(0, text[at++], false));
    }
    return at + 1;
  }

  private static List<Step> withFixedWidths(List<Step> steps) {
    List<Step> result = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean digitsFollow = i + 1 < steps.size() && isDigits(steps.get(i + 1));
      result.add(new Step(step.letter(), step.width(), digitsFollow));
    }
    return result;
  }

  private static boolean isDigits(Step step) {
    return "yudHkKhmsSn".indexOf(step.letter()) >= 0
        || (step.letter() == 'M' || step.letter() == 'L') && step.width() < 3;
  }

  @Override
  public int match(byte[] bytes, int from, int to) {
    civil.clear();
    isAfternoon = false;
    hasHalf = false;
    int at = from;
    for (int i = 0; i < steps.size(); i++) {
      at = step(steps.get(i), bytes, at, to);
      if (at < 0) {
        return -1;
      }
    }
    if (hasHalf) {
      civil.hour = civil.hour % 12 + (isAfternoon ? 12 : 0);
    }
    return civil.isValid() ? at : -1;
  }

  @Override
  public long nanos() {
    return civil.nanos();
  }

  private int step(Step step, byte[] bytes, int at, int to) {
    if (step.letter() == 0) {
      return at < to && bytes[at] == (byte) step.width() ? at + 1 : -1;
    }
    return switch (step.letter()) {
      case 'E' -> letters(bytes, at, to);
      case 'M', 'L' -> step.width() > 2 ? month(bytes, at, to) : number(step, bytes, at, to);
      case 'a' -> half(bytes, at, to);
      case 'X', 'x', 'Z' -> Offsets.match(bytes, at, to, civil);
      case 'z', 'V', 'O' -> zone(bytes, at, to);
      case 'S' -> fraction(bytes, at, to);
      default -> number(step, bytes, at, to);
    };
  }

  private int number(Step step, byte[] bytes, int from, int to) {
    int most = step.fixed() ? step.width() : Math.max(step.width(), step.letter() == 'n' ? 9 : 4);
    int at = from;
    int value = 0;
    while (at < to && at - from < most && EpochTime.digit(bytes[at]) >= 0) {
      value = value * 10 + EpochTime.digit(bytes[at++]);
    }
    if (at == from || step.fixed() && at - from < step.width()) {
      return -1;
    }
    switch (step.letter()) {
      case 'y', 'u' -> civil.year = step.width() == 2 && value < 100 ? 2_000 + value : value;
      case 'M', 'L' -> civil.month = value;
      case 'd' -> civil.day = value;
      case 'H', 'K', 'h' -> civil.hour = value;
      case 'k' -> civil.hour = value % 24;
      case 'm' -> civil.minute = value;
      case 's' -> civil.second = value;
      default -> civil.nano = value;
    }
    return at;
  }

  private int fraction(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && at - from < NANO_DIGITS && EpochTime.digit(bytes[at]) >= 0) {
      civil.nano +=
          POWERS[at - from + 1 > NANO_DIGITS ? NANO_DIGITS : at - from + 1] * digit(bytes, at);
      at++;
    }
    return at == from ? -1 : at;
  }

  private static int digit(byte[] bytes, int at) {
    return EpochTime.digit(bytes[at]);
  }

  private int month(byte[] bytes, int from, int to) {
    int end = letters(bytes, from, to);
    if (end - from < 3) {
      return -1;
    }
    String name = new String(bytes, from, 3, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int index = MONTHS.indexOf(name);
    civil.month = index / 3 + 1;
    return index < 0 || index % 3 != 0 ? -1 : end < to && bytes[end] == '.' ? end + 1 : end;
  }

  private int half(byte[] bytes, int from, int to) {
    if (from + 2 > to || (bytes[from + 1] | 0x20) != 'm') {
      return -1;
    }
    int first = bytes[from] | 0x20;
    hasHalf = true;
    isAfternoon = first == 'p';
    return first == 'p' || first == 'a' ? from + 2 : -1;
  }

  /** A zone's name is passed over: names are ambiguous (CST), the setting tells. */
  private int zone(byte[] bytes, int from, int to) {
    int offset = Offsets.match(bytes, from, to, civil);
    if (offset > 0) {
      return offset;
    }
    int at = from;
    while (at < to && (letters(bytes, at, at + 1) > at || bytes[at] == '/' || bytes[at] == '_')) {
      at++;
    }
    return at > from ? at : -1;
  }

  private static int letters(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] | 0x20) >= 'a' && (bytes[at] | 0x20) <= 'z') {
      at++;
    }
    return at;
  }
}
