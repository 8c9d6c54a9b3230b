package io.tocsin.bot.evidence;

import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.util.List;

/** What an incident's timeline has already: by it a step that is repeated tells nothing twice. */
record Told(List<TimelineEvent> timeline) {
  boolean has(Kind kind) {
    return timeline.stream().anyMatch(event -> event.kind() == kind);
  }

  /** Somebody of the people has acted: what Tocsin decides by itself stays as it is then. */
  boolean isTaken() {
    return timeline.stream()
        .anyMatch(event ->
            event.kind() == Kind.ACKNOWLEDGED
                || event.kind() == Kind.ASSIGNED
                || event.kind() == Kind.CLOSED);
  }
}
