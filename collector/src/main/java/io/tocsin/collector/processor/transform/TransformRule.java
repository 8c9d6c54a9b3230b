package io.tocsin.collector.processor.transform;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.expression.Expression;
import io.tocsin.collector.expression.Result;
import io.tocsin.collector.expression.RuleName;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.log.TelemetryKind;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is changed in a record, all of it or nothing: values first, then names, then what goes. */
public record TransformRule(
    @Setting(restart = false, doc = "Under which it counts in `tocsin_rule_records_total`.")
        String name,
    @Setting(
            restart = false,
            doc = "Which records it is about: logs (log records) or traces (spans).",
            def = "logs")
        TelemetryKind signal,
    @Setting(restart = false, doc = "CEL that gives true for the records to change.", def = "true")
        String when,
    @Setting(
            restart = false,
            doc =
                "Attributes of the record to set: key and CEL for its value, all of which see the"
                    + " record as it was before this rule. Null leaves the attribute as it is.")
        Map<String, String> set,
    @Setting(restart = false, doc = "CEL for the body of a log record; none: it stays.")
        @Nullable String body,
    @Setting(
            restart = false,
            doc = "CEL for the severity number of a log record, 0 to 24; none: it stays.")
        @Nullable String severity,
    @Setting(restart = false, doc = "CEL for the severity text of a log record; none: it stays.")
        @Nullable String severityText,
    @Setting(restart = false, doc = "CEL for the name of a span; none: it stays.")
        @Nullable String spanName,
    @Setting(
            restart = false,
            doc = "Attributes of the record to give another key: old key and new.")
        Map<String, String> rename,
    @Setting(restart = false, doc = "Keys of attributes of the record to take out.", def = "[]")
        List<String> delete) {
  private static final int LONGEST_KEY = 256;

  public TransformRule {
    RuleName.check(name, signal);
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
    delete = List.copyOf(delete);
    boolean isLog = signal == TelemetryKind.LOGS;
    Expression.check("when", signal, when, Result.CONDITION);
    set.forEach((key, value) -> {
      checkKey("set", key);
      Expression.check("set." + key, signal, value, Result.VALUE);
    });
    check("body", signal, isLog, body, Result.VALUE);
    check("severity", signal, isLog, severity, Result.NUMBER);
    check("severity_text", signal, isLog, severityText, Result.TEXT);
    check("span_name", signal, !isLog, spanName, Result.TEXT);
    rename.values().forEach(key -> checkKey("rename", key));
    checkNames(rename, delete);
    if (set.isEmpty()
        && rename.isEmpty()
        && delete.isEmpty()
        && body == null
        && severity == null
        && severityText == null
        && spanName == null) {
      throw new InvalidSettingException(
          "",
          "changes nothing",
          "one of set, body, severity, severity_text, span_name, rename, delete");
    }
  }

  private static void check(
      String key, TelemetryKind signal, boolean has, @Nullable String text, Result result) {
    if (text == null) {
      return;
    }
    if (!has) {
      throw new InvalidSettingException(
          key,
          text,
          "none: records of signal " + signal.name().toLowerCase(Locale.ROOT) + " have none");
    }
    Expression.check(key, signal, text, result);
  }

  private static void checkKey(String where, String key) {
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new InvalidSettingException(where, key, "keys of 1 to " + LONGEST_KEY + " characters");
    }
    if (TelemetryAttributes.ALL.contains(key)) {
      throw new InvalidSettingException(where, key, "another key: this one is Tocsin's own");
    }
  }

  /** So that their order means nothing. */
  private static void checkNames(Map<String, String> rename, List<String> delete) {
    Set<String> seen = new HashSet<>(rename.keySet());
    for (String key : rename.values()) {
      if (!seen.add(key)) {
        throw new InvalidSettingException("rename", key + " twice", "each key once, old or new");
      }
    }
    for (String key : delete) {
      if (!seen.add(key)) {
        throw new InvalidSettingException(
            "delete", key + " twice", "each key once, renamed or not");
      }
    }
  }
}
