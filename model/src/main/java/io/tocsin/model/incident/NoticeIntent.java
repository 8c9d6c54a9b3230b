package io.tocsin.model.incident;

import java.time.Instant;

/**
 * That a channel must be told of a change, written with it. The store adds what it tells of.
 *
 * @param channel its name in the settings
 * @param dueAt an escalation's is later
 */
public record NoticeIntent(String channel, Kind kind, Instant dueAt, String because) {
  /** Whom it concerns. */
  public enum Kind {
    /** The channel must know of the incident, whether it was told before or not. */
    TELL,
    /** Only for a channel that was told of the incident. */
    UPDATE,
    /** Told only if nobody has taken the incident when it is due. */
    ESCALATE,
    /** A person tries the channel out; of no incident. */
    TEST
  }
}
