package io.tocsin.bot.key;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One text for all ways to write a JSON value, after RFC 8785: members sorted by the UTF-16 units
 * of their names, nothing between them, strings escaped in one way and not normalised. It goes
 * another way with numbers, for they must not fall together that differ: whole ones keep all their
 * digits, and no form is prescribed but that equal ones have the same ({@code 1}, {@code 1.0} and
 * {@code 1e0} are {@code 1e0}). Fractions are doubles as there. Lists keep their order.
 */
final class CanonicalJson {
  private static final HexFormat HEX = HexFormat.of();

  private final Predicate<List<String>> leftOut;
  private final StringBuilder text = new StringBuilder();
  private final List<String> place = new ArrayList<>();

  private CanonicalJson(Predicate<List<String>> leftOut) {
    this.leftOut = leftOut;
  }

  /**
   * @param leftOut members of objects that are not written, by where they stand
   */
  static String of(JsonNode value, Predicate<List<String>> leftOut) {
    CanonicalJson writer = new CanonicalJson(leftOut);
    writer.write(value);
    return writer.text.toString();
  }

  private void write(JsonNode value) {
    if (value.isObject()) {
      object(value);
    } else if (value.isArray()) {
      array(value);
    } else if (value.isNumber()) {
      text.append(number(value));
    } else if (value.isString()) {
      string(value.stringValue());
    } else {
      text.append(value.isBoolean() ? String.valueOf(value.booleanValue()) : "null");
    }
  }

  private void object(JsonNode object) {
    text.append('{');
    object.propertyNames().stream().sorted().forEach(name -> member(name, object.get(name)));
    text.append('}');
  }

  private void member(String name, JsonNode value) {
    place.add(name);
    if (!leftOut.test(place)) {
      separate();
      string(name);
      text.append(':');
      write(value);
    }
    place.removeLast();
  }

  private void array(JsonNode array) {
    text.append('[');
    for (int i = 0; i < array.size(); i++) {
      place.add(Integer.toString(i));
      separate();
      write(array.get(i));
      place.removeLast();
    }
    text.append(']');
  }

  private void separate() {
    char last = text.charAt(text.length() - 1);
    if (last != '{' && last != '[') {
      text.append(',');
    }
  }

  private static String number(JsonNode value) {
    if (!value.isIntegralNumber() && !Double.isFinite(value.doubleValue())) {
      return "\"out of range\"";
    }
    BigDecimal number = value.decimalValue().stripTrailingZeros();
    // Never written out: 1e999999999 has as many zeros.
    return number.unscaledValue() + "e" + -number.scale();
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        // Half a pair alone would be lost in UTF-8, so none is written as it is.
        text.append("\\u").append(HEX.toHexDigits((short) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
