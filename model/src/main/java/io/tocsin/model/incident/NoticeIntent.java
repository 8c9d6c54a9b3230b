package io.tocsin.model.incident;

import io.tocsin.model.oncall.DutyRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a channel must be told of a change, written with it. The store adds what it tells of.
 *
 * @param channel its name in the settings
 * @param dueAt an escalation's is later
 * @param onCall whom an escalation calls, told only while it is this person's duty; null where the
 *     channel is called whoever has it
 */
public record NoticeIntent(
    String channel, Kind kind, Instant dueAt, String because, @Nullable DutyRef onCall) {
  public NoticeIntent(String channel, Kind kind, Instant dueAt, String because) {
    this(channel, kind, dueAt, because, null);
  }

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
