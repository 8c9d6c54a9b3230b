package io.tocsin.crash;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as the JVM prints them. {@link #UNKNOWN} where there is none, or one past a long. */
final class Numbers {
  static final long UNKNOWN = -1;

  private static final long KIB = 1024;

  private Numbers() {}

  /** The digits, in decimal. */
  static long decimal(String digits) {
    if (digits.isEmpty() || digits.length() > 18) {
      return UNKNOWN;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return UNKNOWN;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** An address such as 0x00007fa9d3658000; unknown past 63 bits. */
  static long address(String hex) {
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    digits = digits.substring(first);
    if (digits.isEmpty() || digits.length() > 15) {
      return UNKNOWN;
    }
    try {
      return Long.parseLong(digits, 16);
    } catch (NumberFormatException notHex) {
      return UNKNOWN;
    }
  }

  /** Bytes of an amount with a unit letter: 512m, 8G, 16383M, 4096K, 1024. */
  static long bytes(String amount) {
    int digits = 0;
    while (digits < amount.length() && Character.isDigit(amount.charAt(digits))) {
      digits++;
    }
    long value = decimal(amount.substring(0, digits));
    if (value == UNKNOWN) {
      return UNKNOWN;
    }
    char unit = digits < amount.length() ? Character.toLowerCase(amount.charAt(digits)) : 'b';
    long factor;
    switch (unit) {
      case 't':
        factor = KIB * KIB * KIB * KIB;
        break;
      case 'g':
        factor = KIB * KIB * KIB;
        break;
      case 'm':
        factor = KIB * KIB;
        break;
      case 'k':
        factor = KIB;
        break;
      default:
        factor = 1;
    }
    return value > Long.MAX_VALUE / factor ? UNKNOWN : value * factor;
  }

  /** Bytes of what the pattern's first group finds, such as {@code used (\d+K)}. */
  static long bytesIn(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? bytes(matcher.group(1)) : UNKNOWN;
  }

  /** Sum of those that are known; unknown where none is. */
  static long sum(long... values) {
    long sum = UNKNOWN;
    for (long value : values) {
      if (value != UNKNOWN) {
        sum = sum == UNKNOWN ? value : sum + value;
      }
    }
    return sum;
  }

  /** An amount for people, such as 1.5 GiB. */
  static String told(long bytes) {
    if (bytes < 10 * KIB) {
      return bytes + " bytes";
    }
    String[] units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = bytes / 1024.0;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(
        java.util.Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }
}
