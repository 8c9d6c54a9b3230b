package io.tocsin.bot.notice;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.NoticeIntent.Kind;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.notice.Delivery;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weighs a delivery against its incident as it is by now. Pure. */
sealed interface Relevance {
  /** It goes out. */
  record Due() implements Relevance {}

  /** It goes out later, if it has to by then. */
  record Held(Instant until, String because) implements Relevance {}

  /** It needs not go out any more. */
  record Idle(String because) implements Relevance {}

  Relevance DUE = new Due();

  /**
   * @param incident null where it is gone
   * @param told whether the channel has been told of it, or is about to be
   * @param called whether it was told so that somebody takes it, or is about to be, since the
   *     incident was opened last
   * @param follows whether the channel is told of every change
   * @param offDuty why whom it calls needs not be called; null where that is not so
   */
  static Relevance of(
      Delivery row,
      @Nullable Incident incident,
      boolean told,
      boolean called,
      boolean follows,
      @Nullable String offDuty,
      Instant now) {
    if (row.kind() == Kind.TEST) {
      return DUE;
    }
    if (incident == null) {
      return new Idle("its incident is gone");
    }
    Mute mute = incident.mute();
    boolean closed = incident.state() == Incident.State.CLOSED;
    if (mute != null && incident.mutedAt(now) && closed && !told) {
      return new Idle(incident.name() + " was closed while muted by " + mute.by());
    }
    // Whoever was told that it began is told that it is over, muted or not.
    if (mute != null && incident.mutedAt(now) && !closed) {
      return new Held(mute.until(), "muted by " + mute.by() + ": " + mute.reason());
    }
    return switch (row.kind()) {
      case ESCALATE -> escalation(incident, called, offDuty);
      case UPDATE ->
          told
              ? toldBefore(row, incident, follows)
              : new Idle("the channel was not told of " + incident.name());
      case TELL -> told ? toldBefore(row, incident, follows) : DUE;
      case TEST -> DUE;
    };
  }

  /** Telling again what a channel of states knows would call somebody for nothing new. */
  private static Relevance toldBefore(Delivery row, Incident incident, boolean follows) {
    return follows || changesState(row) ? DUE : new Idle("the channel knows of " + incident.name());
  }

  private static Relevance escalation(Incident incident, boolean called, @Nullable String offDuty) {
    return switch (incident.state()) {
      case OPEN ->
          called
              ? new Idle("the channel was called for " + incident.name() + " already")
              : offDuty == null ? DUE : new Idle(offDuty);
      case ACKNOWLEDGED -> new Idle(incident.name() + " was acknowledged in time");
      case CLOSED -> new Idle(incident.name() + " was closed in time");
    };
  }

  private static boolean changesState(Delivery row) {
    return row.news() != null
        && row.news().events().stream()
            .map(TimelineEvent::kind)
            .anyMatch(
                Set.of(
                        TimelineEvent.Kind.OPENED,
                        TimelineEvent.Kind.REOPENED,
                        TimelineEvent.Kind.ACKNOWLEDGED,
                        TimelineEvent.Kind.CLOSED)
                    ::contains);
  }
}
