package io.tocsin.crash;

import java.util.LinkedHashMap;
import java.util.Map;

/** What else a report says, under stable names. */
final class Facts {
  private Facts() {}

  static Map<String, Object> of(CrashReport report) {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (!report.timeText().isEmpty()) {
      facts.put("crashTime", report.timeText());
    }
    if (!report.elapsedText().isEmpty()) {
      facts.put("elapsedTime", report.elapsedText());
    }
    if (report.jvm().major() > 0) {
      facts.put("javaVersionMajor", (long) report.jvm().major());
    }
    return facts;
  }
}
