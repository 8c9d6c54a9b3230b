package io.tocsin.web.intake;

import io.tocsin.model.effect.KeyedEffect;
import java.time.Instant;

/**
 * A refused web hook as the page draws it.
 *
 * @param key what it is told apart by
 * @param keptUntil when the refusal is forgotten
 */
public record RefusedRow(
    String format, String key, Instant at, Instant keptUntil, int attempts, String because) {
  static RefusedRow of(KeyedEffect row) {
    return new RefusedRow(
        RefusedIntake.format(row),
        row.key().text(),
        row.effect().createdAt(),
        row.keepUntil(),
        row.effect().attempts(),
        row.effect().because());
  }

  public String replayPath() {
    return "/refused-intake/" + format + '/' + key + "/replay";
  }
}
