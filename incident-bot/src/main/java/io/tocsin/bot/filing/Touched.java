package io.tocsin.bot.filing;

import io.tocsin.bot.label.Signature;
import io.tocsin.bot.owner.PersonName;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketThread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether people have put a hand to a ticket: then it is theirs to close. */
final class Touched {
  private Touched() {}

  /**
   * The same of a ticket that Tocsin gave to no person, and that is no incident's own.
   *
   * @param begun whether an attempt of ours may have begun to close it: where the way to closed
   *     leads over work in progress, that is no person's
   * @param givenTo whom the tracker gave it by itself when it was opened; null for nobody
   */
  static Optional<String> by(TicketThread thread, boolean begun, @Nullable String givenTo) {
    String assignee = thread.ticket().assignee();
    return asItShows(thread, begun)
        .or(() ->
            assignee == null || assignee.equals(givenTo)
                ? Optional.empty()
                : Optional.of(given(assignee)));
  }

  /**
   * By what it shows; empty where it is as Tocsin left it.
   *
   * @param begun as above
   * @param timeline of the incident
   */
  static Optional<String> by(
      TicketThread thread, boolean begun, Incident incident, List<TimelineEvent> timeline) {
    if (incident.assignee() != null) {
      return Optional.of(incident.assignee() + " has taken " + incident.name());
    }
    String assignee = thread.ticket().assignee();
    return asItShows(thread, begun)
        .or(() ->
            assignee == null || isOurs(assignee, incident.owner(), timeline)
                ? Optional.empty()
                : Optional.of(given(assignee)));
  }

  private static Optional<String> asItShows(TicketThread thread, boolean begun) {
    if (!begun && thread.ticket().state() == Ticket.State.IN_PROGRESS) {
      return Optional.of("somebody works on it");
    }
    if (!TextSeal.isWhole(thread.ticket().body())) {
      return Optional.of("somebody has edited its text");
    }
    return thread.comments().stream()
        .filter(comment -> !Signature.isOurs(comment.text()))
        .findFirst()
        .map(comment -> comment.by() + " has written under it");
  }

  private static String given(String assignee) {
    return "it was given to " + assignee;
  }

  /** As the tracker showed the person when the ticket was filed, or near enough to its owner. */
  private static boolean isOurs(
      String assignee, @Nullable Owner owner, List<TimelineEvent> timeline) {
    boolean filedSo =
        timeline.stream()
            .filter(event -> event.kind() == Kind.TICKET_FILED)
            .anyMatch(event -> assignee.equals(event.details().get("person")));
    String person = owner == null ? null : owner.person();
    return filedSo || person != null && fits(letters(assignee), person);
  }

  private static boolean fits(String shown, String person) {
    String name = letters(person.replaceFirst("<.*>", ""));
    String mailbox = letters(PersonName.of(person).words().replaceFirst("@.*", ""));
    return !name.isEmpty() && shown.contains(name) || !mailbox.isEmpty() && shown.contains(mailbox);
  }

  private static String letters(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
  }
}
