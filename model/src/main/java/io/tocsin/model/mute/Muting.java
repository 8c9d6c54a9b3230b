package io.tocsin.model.mute;

import io.tocsin.model.incident.Mute;
import java.time.Instant;
import java.util.Locale;

/**
 * Why something is mute.
 *
 * @param id of the silence, name of the rule or the window
 * @param until when to look again; of a silence and a window its end
 * @param by who wanted it
 * @param because why, with its kind and id, as people see it
 */
public record Muting(Kind kind, String id, Instant until, String by, String because) {
  public enum Kind {
    /** Somebody asked for it. */
    SILENCE,
    /** Something else that is wrong explains it. */
    INHIBITION,
    /** Work that was announced. */
    WINDOW
  }

  /** As an incident keeps it. */
  public Mute mute() {
    return new Mute(until, because, by, rule());
  }

  /** Names what mutes: {@code silence/ID}. */
  public String rule() {
    return kind.name().toLowerCase(Locale.ROOT) + '/' + id;
  }
}
