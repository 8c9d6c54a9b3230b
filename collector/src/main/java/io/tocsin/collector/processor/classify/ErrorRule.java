package io.tocsin.collector.processor.classify;

import io.tocsin.model.telemetry.ErrorInfo.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of error.
 *
 * @param pack it came from, for people
 * @param code such as DATABASE_TIMEOUT
 * @param compensate whether a half-done business operation must be undone
 * @param userText what an end user may be told; null where the pack says nothing
 * @param when any of these must hold
 */
public record ErrorRule(
    String pack,
    String code,
    Tier tier,
    boolean retryable,
    boolean compensate,
    Alert alert,
    Reaction reaction,
    @Nullable String userText,
    List<Condition> when) {
  /** Whom it alarms. */
  public enum Alert {
    NONE,
    WARNING,
    CRITICAL
  }

  /** What is advised. */
  public enum Reaction {
    NONE,
    RETRY,
    DEGRADE,
    ALERT
  }

  /**
   * All that is given must hold.
   *
   * @param type class of an exception; with {@code *} at its end all that begin so; null for any
   * @param messages one of these must occur in the exception's message; empty for any
   * @param attributes each must have one of the values
   */
  public record Condition(
      @Nullable String type, List<String> messages, Map<String, Set<String>> attributes) {
    public Condition {
      messages = List.copyOf(messages);
      attributes = Map.copyOf(attributes);
    }
  }

  public ErrorRule {
    when = List.copyOf(when);
  }
}
