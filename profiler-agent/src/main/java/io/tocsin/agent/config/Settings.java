package io.tocsin.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks settings up: system property first, then environment variable. A value that cannot be used
 * becomes a problem with its key, the value and what was expected, and the default counts.
 */
final class Settings {
  static final String PREFIX = "tocsin.agent.";

  private final Map<String, String> properties;
  private final Map<String, String> environment;
  private final Set<String> known = new TreeSet<String>();
  private final List<String> problems = new ArrayList<String>();

  Settings(Map<String, String> properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** {@code tocsin.agent.KEY}, else {@code TOCSIN_AGENT_KEY}. */
  @Nullable String own(String key) {
    known.add(PREFIX + key);
    return lookup(PREFIX + key);
  }

  /** One of OpenTelemetry's: {@code otel.service.name}, else {@code OTEL_SERVICE_NAME}. */
  @Nullable String otel(String property) {
    return lookup(property);
  }

  int number(String key, int otherwise, int least, int most) {
    String text = own(key);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as any other value out of range.
    }
    problem(key, text, least + " to " + most, String.valueOf(otherwise));
    return otherwise;
  }

  boolean flag(String key, boolean otherwise) {
    String text = own(key);
    if (text == null) {
      return otherwise;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("on")) {
      return true;
    }
    if (text.equalsIgnoreCase("false") || text.equalsIgnoreCase("off")) {
      return false;
    }
    problem(key, text, "true or false", String.valueOf(otherwise));
    return otherwise;
  }

  /** One of an enum's constants, in lower case. */
  <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
    String text = own(key);
    if (text == null) {
      return otherwise;
    }
    StringBuilder expected = new StringBuilder();
    for (E each : type.getEnumConstants()) {
      if (each.name().equalsIgnoreCase(text)) {
        return each;
      }
      expected.append(expected.length() == 0 ? "" : ", ").append(lower(each));
    }
    problem(key, text, "one of " + expected, lower(otherwise));
    return otherwise;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  void problem(String text) {
    problems.add(text);
  }

  List<String> problems() {
    return problems;
  }

  Set<String> known() {
    return known;
  }

  /** Keys under our prefix that nobody asked for; complete once all settings were read. */
  Set<String> unknown() {
    Set<String> unknown = new TreeSet<String>();
    for (String each : properties.keySet()) {
      if (each.startsWith(PREFIX) && !known.contains(each)) {
        unknown.add(each);
      }
    }
    Set<String> variables = new TreeSet<String>();
    for (String each : known) {
      variables.add(variable(each));
    }
    for (String each : environment.keySet()) {
      if (each.startsWith(variable(PREFIX)) && !variables.contains(each)) {
        unknown.add(each);
      }
    }
    return unknown;
  }

  private void problem(String key, String value, String expected, String otherwise) {
    problem(PREFIX + key + ": " + value + " (expected: " + expected + "); using " + otherwise);
  }

  private @Nullable String lookup(String property) {
    String value = properties.get(property);
    if (value == null) {
      value = environment.get(variable(property));
    }
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  private static String variable(String property) {
    return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
