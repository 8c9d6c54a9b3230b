package io.tocsin.collector.lookup;

import org.jspecify.annotations.Nullable;

/** What a table says of one account. */
public record AccountFacts(
    @Nullable String tenantCode, @Nullable String tier, @Nullable String region) {
  static final int MAX_CHARS = 128;

  /** Empty texts stand for nothing. */
  static AccountFacts of(
      @Nullable String tenantCode, @Nullable String tier, @Nullable String region) {
    return new AccountFacts(orNull(tenantCode), orNull(tier), orNull(region));
  }

  private static @Nullable String orNull(@Nullable String text) {
    String stripped = text == null ? "" : text.strip();
    return stripped.isEmpty() || stripped.length() > MAX_CHARS ? null : stripped;
  }
}
