package io.tocsin.bot.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a request, whatever shape their values have. */
public final class Fields {
  private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);
  private static final DateTimeFormatter OF_CORALOGIX =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss 'GMT'", Locale.ROOT);
  private static final DateTimeFormatter OF_CLOUDWATCH =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]xx", Locale.ROOT);

  private Fields() {}

  /** The value's text; null where it is absent, null, empty or not a scalar. */
  public static @Nullable String text(JsonNode object, String field) {
    return scalar(object.get(field));
  }

  /** Of the first field that has a text. */
  public static @Nullable String firstText(JsonNode object, String... fields) {
    for (String field : fields) {
      String found = text(object, field);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Along a path of objects. */
  public static @Nullable String textAt(JsonNode object, String... path) {
    JsonNode node = object;
    for (String field : path) {
      node = node == null ? null : node.get(field);
    }
    return scalar(node);
  }

  private static @Nullable String scalar(@Nullable JsonNode node) {
    if (node == null || node.isNull() || !node.isValueNode()) {
      return null;
    }
    String text = node.asString().strip();
    return text.isEmpty() ? null : text;
  }

  /** The scalars of an object by name, empty ones left out; empty where there is no object. */
  public static Map<String, String> texts(@Nullable JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (object != null && object.isObject()) {
      object
          .properties()
          .forEach(field -> {
            String text = scalar(field.getValue());
            if (text != null) {
              texts.put(field.getKey(), text);
            }
          });
    }
    return texts;
  }

  /**
   * A time as ISO-8601 with offset, as seconds or milliseconds since the epoch, or as CloudWatch
   * and Coralogix write it; null for none and for zero, however written.
   */
  public static @Nullable Instant time(JsonNode object, String field)
      throws UnreadableAlertsException {
    String text = text(object, field);
    if (text == null) {
      return null;
    }
    JsonNode node = object.get(field);
    try {
      Instant time =
          node.isNumber()
              ? ofNumber(node.decimalValue())
              : text.chars().allMatch(c -> c == '.' || Character.isDigit(c))
                  ? ofNumber(new BigDecimal(text))
                  : ofText(text);
      // Programs in Go write the year 1 for none.
      return time.isAfter(Instant.EPOCH) ? time : null;
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new UnreadableAlertsException(
          field + ": not a time (expected: such as 2026-11-29T10:00:00Z)");
    }
  }

  private static Instant ofNumber(BigDecimal number) {
    BigDecimal seconds = number.compareTo(MILLIS_FROM) < 0 ? number : number.movePointLeft(3);
    return Instant.ofEpochSecond(
        seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }

  private static Instant ofText(String text) {
    if (text.endsWith("GMT")) {
      return LocalDateTime.parse(text, OF_CORALOGIX).toInstant(ZoneOffset.UTC);
    }
    return text.matches(".*[+-]\\d{4}")
        ? OffsetDateTime.parse(text, OF_CLOUDWATCH).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /** Puts what is there. */
  public static void put(Map<String, String> into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, value);
    }
  }
}
