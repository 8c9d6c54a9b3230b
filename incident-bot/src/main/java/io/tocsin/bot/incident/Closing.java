package io.tocsin.bot.incident;

import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.Ticket;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an incident came to be closed.
 *
 * @param status of its ticket, where the ticket's being closed was the reason; else null
 * @param ticket the ticket's id, with the status
 */
record Closing(Instant at, Ticket.@Nullable State status, @Nullable String ticket) {
  /** The newest of a timeline. */
  static Optional<Closing> in(List<TimelineEvent> timeline) {
    return timeline.stream()
        .filter(event -> event.kind() == TimelineEvent.Kind.CLOSED)
        .max(Comparator.comparing(TimelineEvent::at))
        .map(Closing::of);
  }

  private static Closing of(TimelineEvent event) {
    String status = event.details().get("status");
    return new Closing(
        event.at(),
        status == null ? null : Ticket.State.valueOf(status),
        event.details().get("ticket"));
  }

  static Closing unexplained(Instant at) {
    return new Closing(at, null, null);
  }

  boolean forGood() {
    return status == Ticket.State.WONT_FIX;
  }

  /** Somebody said in the tracker that it is done. */
  boolean asDone() {
    return status == Ticket.State.DONE;
  }
}
