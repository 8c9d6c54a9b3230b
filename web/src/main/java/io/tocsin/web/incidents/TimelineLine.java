package io.tocsin.web.incidents;

import io.tocsin.model.incident.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an incident's history.
 *
 * @param gap silence before it that is worth a line; null for none
 */
public record TimelineLine(TimelineEvent event, @Nullable Duration gap) {
  private static final Duration GAP = Duration.ofMinutes(10);

  /** Oldest first. */
  static List<TimelineLine> of(List<TimelineEvent> events) {
    List<TimelineLine> lines = new ArrayList<>();
    Instant before = null;
    for (TimelineEvent event :
        events.stream().sorted(Comparator.comparing(TimelineEvent::at)).toList()) {
      Duration since = before == null ? Duration.ZERO : Duration.between(before, event.at());
      lines.add(new TimelineLine(event, since.compareTo(GAP) > 0 ? since : null));
      before = event.at();
    }
    return lines;
  }

  public Instant at() {
    return event.at();
  }

  public boolean byPerson() {
    return !event.by().equals(TimelineEvent.TOCSIN);
  }

  /** Of the words: "timeline.first_seen". */
  public String kind() {
    return event.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Of the mark: "bad" what went wrong, "act" what Tocsin did, "person" what somebody decided. */
  public String mark() {
    if (byPerson()) {
      return "person";
    }
    return switch (event.kind()) {
      case FIRST_SEEN, RECURRED -> "bad";
      case OWNER_UNKNOWN, TICKET_REFUSED, RELEASE_SEEN, EVIDENCE_MISSING -> "change";
      default -> "act";
    };
  }

  public Map<String, String> details() {
    return event.details();
  }

  /** The detail as a time; null where there is none. */
  public @Nullable Instant until() {
    String until = event.details().get("until");
    return until == null ? null : Instant.parse(until);
  }
}
