package io.tocsin.web.page;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a person wants something done, as the journal keeps it. */
public final class GivenReason {
  private static final int MAX_LENGTH = 500;

  private GivenReason() {}

  /** Without space around it; empty where somebody has said nothing, or too much. */
  public static Optional<String> of(@Nullable String text) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .filter(reason -> !reason.isEmpty() && reason.length() <= MAX_LENGTH);
  }

  /** As {@link #of}, for a program. */
  public static String required(@Nullable String text) {
    return of(text)
        .orElseThrow(
            () -> new IllegalArgumentException("reason: 1 to " + MAX_LENGTH + " characters"));
  }
}
