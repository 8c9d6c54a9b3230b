package io.tocsin.bot.filing;

import io.tocsin.model.incident.Incident;
import java.util.List;

/**
 * How urgent a ticket is, and why.
 *
 * @param value 1 (highest) to 4
 */
record Priority(int value, String because) {
  private static final int ENDED_A_JVM = 1;
  private static final int ENDED_A_THREAD = 2;
  private static final int LEAKS = 2;
  private static final int USUAL = 3;

  static Priority of(Incident incident, List<PriorityRule> rules) {
    for (PriorityRule rule : rules) {
      if (rule.matches(incident)) {
        return new Priority(rule.priority(), "core path: " + rule.told());
      }
    }
    return switch (incident.facts().kind()) {
      case CRASH -> new Priority(ENDED_A_JVM, "it ended its JVM, and all requests in it");
      case LEAK -> new Priority(LEAKS, "it writes secrets to its log; they were masked here");
      case SLOWDOWN -> new Priority(USUAL, "slower, not failing; no core path matches");
      case EXCEPTION ->
          incident.facts().uncaught()
              ? new Priority(ENDED_A_THREAD, "nobody caught it: it ended its thread")
              : new Priority(USUAL, "no core path matches");
    };
  }
}
