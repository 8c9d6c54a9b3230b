package io.tocsin.model.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What failed, in the three tiers of the error model.
 *
 * @param kind tier: infrastructure, service or domain; null where no rule matched
 * @param code of the error model, such as DATABASE_TIMEOUT
 * @param type exception class, {@code exception.type}
 * @param message {@code exception.message}, masked
 * @param stack {@code exception.stacktrace}, masked
 * @param retryable whether the error model says that trying again can help; null without a rule
 * @param uncaught no one caught it: it ended its thread
 */
public record ErrorInfo(
    @Nullable Tier kind,
    @Nullable String code,
    @Nullable String type,
    @Nullable String message,
    @Nullable String stack,
    @Nullable Boolean retryable,
    boolean uncaught) {
  public enum Tier {
    INFRASTRUCTURE,
    SERVICE,
    DOMAIN
  }
}
