package io.tocsin.model.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Silence about one incident, with who asked for it, why, and an end.
 *
 * @param rule what mutes it, such as {@code silence/ID}; null where a person decided about this
 *     incident
 */
public record Mute(Instant until, String reason, String by, @Nullable String rule) {
  /** Decided about this incident. */
  public Mute(Instant until, String reason, String by) {
    this(until, reason, by, null);
  }
}
