package io.tocsin.bot.notice;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.notice.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to go out.
 *
 * @param incident as it is now; null for a test
 */
record Pending(Delivery row, @Nullable Incident incident) {
  /** Sent before, and nobody knows whether it arrived. */
  boolean mayHaveArrived() {
    return row.attempts() > 0 && row.state() != EffectState.INTENT;
  }

  /** Somebody must notice it: a change of a message that is there already would not be. */
  boolean calls() {
    return row.kind() == NoticeIntent.Kind.ESCALATE
        || row.news() != null
            && row.news().events().stream()
                .anyMatch(event -> event.kind() == TimelineEvent.Kind.REOPENED);
  }
}
