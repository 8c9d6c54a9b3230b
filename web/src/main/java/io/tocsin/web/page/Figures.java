package io.tocsin.web.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How numbers, durations, times and ids are written, the same on every page. */
@Component("figures")
public final class Figures {
  private static final int SHORT_ID = 12;
  private static final MathContext TWO_DIGITS = new MathContext(2);
  private static final DateTimeFormatter ABSOLUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Copied for each use: a format is not safe for many threads, and dear to make. */
  private final Map<Locale, NumberFormat> countFormats = new ConcurrentHashMap<>();

  private final MessageSource words;

  Figures(MessageSource words) {
    this.words = words;
  }

  /** With thousands separated. */
  public String count(long number) {
    NumberFormat format =
        countFormats.computeIfAbsent(
            LocaleContextHolder.getLocale(), NumberFormat::getIntegerInstance);
    return ((NumberFormat) format.clone()).format(number);
  }

  /** Two significant digits and the unit: "310 ms", "1.2 min". Negative counts as zero. */
  public String duration(Duration duration) {
    double nanos = Math.max(0, duration.toNanos());
    if (nanos < 1_000) {
      return with("unit.ns", nanos, 1);
    }
    if (nanos < 995e3) {
      return with("unit.us", nanos, 1e3);
    }
    if (nanos < 995e6) {
      return with("unit.ms", nanos, 1e6);
    }
    double seconds = nanos / 1e9;
    if (seconds < 59.5) {
      return with("unit.s", seconds, 1);
    }
    if (seconds < 3_570) {
      return with("unit.min", seconds, 60);
    }
    if (seconds < 48 * 3_600) {
      return with("unit.h", seconds, 3_600);
    }
    return with("unit.d", seconds, 86_400);
  }

  public String nanos(long nanos) {
    return duration(Duration.ofNanos(nanos));
  }

  /** Two significant digits and a binary unit: "1.5 GiB". */
  public String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_024;
      unit++;
    }
    return digits(value) + ' ' + units[unit];
  }

  /** Whole percent of {@code part} in {@code whole}; 0 of nothing. */
  public long percent(long part, long whole) {
    return whole <= 0 ? 0 : Math.round(100.0 * part / whole);
  }

  /** {@code part} of {@code whole} in percent, two significant digits: "0.12 %"; 0 of nothing. */
  public String share(long part, long whole) {
    return share(whole <= 0 ? 0 : (double) part / whole);
  }

  /** Of 0 to 1. */
  public String share(double part) {
    return digits(100 * part) + " %";
  }

  public String nanos(double nanos) {
    return nanos(Math.round(nanos));
  }

  /** Shortened in the middle: "7c1e3f…90ab". */
  public String id(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, 6) + '…' + id.substring(id.length() - 4);
  }

  /** At most {@code max} characters, with an ellipsis where some are gone. */
  public String cut(String text, int max) {
    String line = text.lines().findFirst().orElse("");
    int end = Math.min(line.length(), max);
    if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return end == text.length() ? text : line.substring(0, end) + '…';
  }

  /** For readers without script; with it, the viewer's own zone replaces it. */
  public String absolute(Instant time) {
    return ABSOLUTE.format(time);
  }

  /** First letters of up to two words, for a face without a picture. */
  public String initials(String name) {
    StringBuilder initials = new StringBuilder();
    for (String word : name.split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty() && initials.codePointCount(0, initials.length()) < 2) {
        initials.appendCodePoint(Character.toUpperCase(word.codePointAt(0)));
      }
    }
    return initials.toString();
  }

  private String with(String unit, double value, double divisor) {
    Locale locale = LocaleContextHolder.getLocale();
    return words.getMessage(unit, new Object[] {digits(value / divisor)}, locale);
  }

  /** Two significant digits; whole numbers from 100 on lose only what lies behind the second. */
  private static String digits(double value) {
    return BigDecimal.valueOf(value).round(TWO_DIGITS).stripTrailingZeros().toPlainString();
  }
}
