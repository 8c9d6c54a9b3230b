package io.tocsin.collector.expression;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.log.TelemetryKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all rules have: a name under which they count, and a kind of record that they are about. */
public final class RuleName {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int MOST_RULES = 100;

  private RuleName() {}

  public static void check(@Nullable String name, TelemetryKind signal) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new InvalidSettingException(
          "name", String.valueOf(name), "1 to 64 of a-z, 0-9, . _ and -");
    }
    if (signal != TelemetryKind.LOGS && signal != TelemetryKind.TRACES) {
      throw new InvalidSettingException("signal", signal, "logs or traces");
    }
  }

  /**
   * @param key of the list
   */
  public static void checkAll(String key, Collection<String> names) {
    if (names.size() > MOST_RULES) {
      throw new InvalidSettingException(key, names.size() + " rules", "at most " + MOST_RULES);
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new InvalidSettingException(key, name + " twice", "each name once");
      }
    }
  }
}
