package io.tocsin.web.assembly.config;

import io.tocsin.model.config.InvalidSettingException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts of the config file as values of the types that settings may have. */
final class ScalarSettings {
  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

  private ScalarSettings() {}

  /** Null where the type is none that a scalar can be. */
  static @Nullable Object convert(Class<?> type, String text, String path) {
    if (type == String.class) {
      return text;
    }
    if (type == boolean.class || type == Boolean.class) {
      return bool(text, path);
    }
    if (type == Duration.class) {
      return duration(text, path);
    }
    if (type == Path.class) {
      return Path.of(text);
    }
    if (type == URI.class) {
      return uri(text, path);
    }
    if (type.isEnum()) {
      return constant(type, text, path);
    }
    return number(type, text, path);
  }

  /** How the reference names the type. */
  static String describe(Class<?> type) {
    if (type.isEnum()) {
      return choices(type);
    }
    return switch (type.getSimpleName()) {
      case "int", "long", "Integer", "Long" -> "whole number";
      case "double", "Double" -> "number";
      case "boolean", "Boolean" -> "true or false";
      case "Duration" -> "duration";
      case "Path" -> "path";
      case "URI" -> "URL";
      case "Secret" -> "text or `{file: PATH}`";
      default -> "text";
    };
  }

  private static @Nullable Object number(Class<?> type, String text, String path) {
    try {
      if (type == int.class || type == Integer.class) {
        return Integer.valueOf(text);
      }
      if (type == long.class || type == Long.class) {
        return Long.valueOf(text);
      }
      if (type == double.class || type == Double.class) {
        return Double.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw new InvalidSettingException(path, text, "a " + describe(type));
    }
    return null;
  }

  private static boolean bool(String text, String path) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidSettingException(path, text, "true or false");
    };
  }

  private static Duration duration(String text, String path) {
    Matcher matcher = DURATION.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end && matcher.group(1).length() < 16) {
      long count = Long.parseLong(matcher.group(1));
      sum =
          sum.plus(
              switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
              });
      end = matcher.end();
    }
    if (end == 0 || end != text.length()) {
      throw new InvalidSettingException(path, text, "a duration such as 500ms, 10s, 5m, 1h30m, 7d");
    }
    return sum;
  }

  private static URI uri(String text, String path) {
    try {
      URI uri = URI.create(text);
      if (uri.isAbsolute()) {
        return uri;
      }
    } catch (IllegalArgumentException invalid) {
      // Told below, as every text that is no URL.
    }
    throw new InvalidSettingException(path, text, "a URL with its scheme");
  }

  private static Object constant(Class<?> type, String text, String path) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> nameOf(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidSettingException(path, text, choices(type)));
  }

  private static String choices(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(ScalarSettings::nameOf)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String nameOf(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
  }
}
