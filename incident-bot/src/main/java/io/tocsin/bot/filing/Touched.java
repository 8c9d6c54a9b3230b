package io.tocsin.bot.filing;

import io.tocsin.bot.label.Signature;
import io.tocsin.bot.owner.PersonName;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketThread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether people have put a hand to a ticket: then it is theirs to close. */
final class Touched {
  private Touched() {}

  /**
   * By what it shows; empty where it is as Tocsin left it.
   *
   * @param timeline of the incident
   */
  static Optional<String> by(TicketThread thread, Incident incident, List<TimelineEvent> timeline) {
    Ticket ticket = thread.ticket();
    if (ticket.state() == Ticket.State.IN_PROGRESS) {
      return Optional.of("somebody works on it");
    }
    if (incident.assignee() != null) {
      return Optional.of(incident.assignee() + " has taken " + incident.name());
    }
    if (!TextSeal.isWhole(ticket.body())) {
      return Optional.of("somebody has edited its text");
    }
    Optional<TicketComment> written =
        thread.comments().stream().filter(comment -> !Signature.isOurs(comment.text())).findFirst();
    if (written.isPresent()) {
      return Optional.of(written.get().by() + " has written under it");
    }
    String assignee = ticket.assignee();
    return assignee == null || isOurs(assignee, incident.owner(), timeline)
        ? Optional.empty()
        : Optional.of("it was given to " + assignee);
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
