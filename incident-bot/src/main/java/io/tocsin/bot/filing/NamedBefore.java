package io.tocsin.bot.filing;

import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Teams and persons that Tocsin itself has named as an incident's owner. A ticket that still bears
 * one of them may get the better one; whom somebody else put there stays.
 */
record NamedBefore(Set<String> teams, Set<String> persons) {
  static NamedBefore in(List<TimelineEvent> timeline) {
    return new NamedBefore(named(timeline, "team"), named(timeline, "person"));
  }

  private static Set<String> named(List<TimelineEvent> timeline, String detail) {
    return timeline.stream()
        .filter(event -> event.kind() == Kind.OWNER_FOUND)
        .filter(event -> event.by().equals(TimelineEvent.TOCSIN))
        .flatMap(event -> java.util.Optional.ofNullable(event.details().get(detail)).stream())
        .collect(Collectors.toSet());
  }

  /** What the ticket's team shall be; null where it stays. */
  @Nullable String team(@Nullable String current, @Nullable String better) {
    return change(teams, current, better);
  }

  @Nullable String person(@Nullable String current, @Nullable String better) {
    return change(persons, current, better);
  }

  private static @Nullable String change(
      Set<String> ours, @Nullable String current, @Nullable String better) {
    boolean ourOwn = current == null || ours.contains(current);
    return ourOwn && better != null && !better.equals(current) ? better : null;
  }
}
