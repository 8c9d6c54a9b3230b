package io.tocsin.bot.filing;

import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Teams and persons that Tocsin itself has named as an incident's owner, and the person to whom a
 * tracker gave by itself what was filed for nobody. A ticket that still bears one of them may get
 * the better one; whom somebody else put there stays.
 */
record NamedBefore(Set<String> teams, Set<String> persons) {
  /**
   * @param timeline oldest first
   */
  static NamedBefore in(List<TimelineEvent> timeline) {
    Set<String> teams = new HashSet<>();
    Set<String> persons = new HashSet<>();
    for (TimelineEvent event : timeline) {
      boolean found = event.kind() == Kind.OWNER_FOUND && event.by().equals(TimelineEvent.TOCSIN);
      if (found) {
        add(teams, event, "team");
      }
      if (found || event.kind() == Kind.TICKET_FILED && persons.isEmpty()) {
        add(persons, event, "person");
      }
    }
    return new NamedBefore(teams, persons);
  }

  private static void add(Set<String> named, TimelineEvent event, String detail) {
    String name = event.details().get(detail);
    if (name != null) {
      named.add(name);
    }
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
