package io.tocsin.bot.priority;

import io.tocsin.model.incident.Incident;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How urgent a ticket is, and why.
 *
 * @param value 1 (highest) to 4
 */
public record Priority(int value, String because) {
  private static final int ENDED_A_JVM = 1;
  private static final int ENDED_A_THREAD = 2;
  private static final int LEAKS = 2;
  private static final int USUAL = 3;
  private static final int LOWEST = 4;

  /** By the words that Prometheus' users, Grafana, Datadog and Sentry have for it. */
  private static Priority ofSeverity(@Nullable String severity) {
    int value =
        switch (severity == null ? "" : severity.toLowerCase(Locale.ROOT)) {
          case "critical", "fatal", "emergency", "page", "p1" -> 1;
          case "error", "high", "major", "p2" -> 2;
          case "info", "low", "none", "p4", "p5" -> LOWEST;
          default -> USUAL;
        };
    return new Priority(
        value,
        severity == null ? "the alert has no severity" : "the alert's severity is " + severity);
  }

  static Priority of(Incident incident, List<PriorityRule> rules) {
    for (PriorityRule rule : rules) {
      if (rule.matches(incident)) {
        return new Priority(rule.priority(), "core path: " + rule.told());
      }
    }
    return switch (incident.facts().kind()) {
      case CRASH -> new Priority(ENDED_A_JVM, "it ended its JVM, and all requests in it");
      case LEAK -> new Priority(LEAKS, "it writes secrets to its log; they were masked here");
      case ALERT -> ofSeverity(incident.facts().labels().get("severity"));
      case SLOWDOWN -> new Priority(USUAL, "slower, not failing; no core path matches");
      case EXCEPTION ->
          incident.facts().uncaught()
              ? new Priority(ENDED_A_THREAD, "nobody caught it: it ended its thread")
              : new Priority(USUAL, "no core path matches");
    };
  }
}
