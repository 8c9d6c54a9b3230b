package io.tocsin.bot.detector.leak;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a record says was masked in it: {@code card=1,mobile=2}. */
final class Masked {
  /** The collector's own word; a sender's attribute of this name is dropped at the door. */
  static final String ATTRIBUTE = "tocsin.masked";

  private Masked() {}

  /** By kind; empty for none. */
  static Map<String, Integer> of(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      // A pattern's name may hold an equals sign.
      int sign = part.lastIndexOf('=');
      if (sign > 0) {
        counts.merge(part.substring(0, sign), number(part.substring(sign + 1)), Integer::sum);
      }
    }
    return counts;
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException cut) {
      return 1;
    }
  }
}
