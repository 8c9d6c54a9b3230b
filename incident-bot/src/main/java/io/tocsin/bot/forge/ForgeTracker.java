package io.tocsin.bot.forge;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.label.TicketLabels;
import io.tocsin.bot.markup.MarkdownText;
import io.tocsin.model.ticket.IssueTracker;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tickets as issues of one project, found again by the label that is their key. Without the right
 * to set labels a forge leaves them out and says nothing; so that right is looked for before the
 * first ticket, and a ticket that came without its key is closed at once.
 */
public final class ForgeTracker implements IssueTracker, AutoCloseable {
  private final Exchange exchange;
  private final Forge forge;
  private final TicketLabels labels;
  private volatile boolean mayLabel;

  public ForgeTracker(Exchange exchange, Forge forge, TicketLabels labels) {
    this.exchange = exchange;
    this.forge = forge;
    this.labels = labels;
  }

  @Override
  public List<Ticket> find(TicketKey key) throws TrackerException {
    return exchange.answer(() -> forge.labelled(key.label())).stream()
        .flatMap(issue -> ticket(issue).stream())
        .toList();
  }

  private Optional<Ticket> ticket(Issue issue) {
    return TicketLabels.key(issue.labels())
        .map(key ->
            new Ticket(
                issue.number(),
                key,
                issue.url(),
                issue.closed() ? Ticket.State.DONE : Ticket.State.OPEN,
                issue.title(),
                issue.body(),
                labels.team(issue.labels()),
                issue.assignee(),
                labels.priority(issue.labels()),
                labels.others(issue.labels()),
                issue.createdAt()));
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    requireSetUp();
    NewIssue issue =
        new NewIssue(
            draft.title(),
            MarkdownText.of(draft.body()),
            labels.of(draft),
            assignable(draft.assignee()).orElse(null));
    Issue created = exchange.answer(() -> forge.create(sendBy, issue));
    Optional<Ticket> ticket = ticket(created);
    if (ticket.isEmpty()) {
      throw takenBack(created.number());
    }
    return ticket.get();
  }

  private Optional<String> assignable(@Nullable String person) throws TrackerException {
    return person == null
        ? Optional.empty()
        : exchange.ahead(() -> exchange.answer(() -> forge.assignable(person)));
  }

  /** Nobody would find it again, so it must not stay. */
  private TrackerException takenBack(String number) throws TrackerException {
    mayLabel = false;
    edit(number, IssueEdit.close());
    return notNow(
        "the labels of issue "
            + number
            + " were left out, so it was closed again: "
            + noLabels(forge.role()));
  }

  private void edit(String number, IssueEdit edit) throws TrackerException {
    exchange.answer(() -> {
      forge.edit(number, edit);
      return number;
    });
  }

  /** What can be repeated comes first, the comment last. */
  @Override
  public void change(Ticket ticket, TicketChange change) throws TrackerException {
    List<String> notes = new ArrayList<>();
    if (change.comment() != null) {
      notes.add(change.comment());
    }
    Optional<String> assignee = assignable(change.assignee());
    if (change.assignee() != null && assignee.isEmpty()) {
      notes.add(change.assignee() + " should have it, and no issue here can be given to them.");
    }
    String team = change.team();
    boolean moves = team != null && !team.equals(ticket.team());
    IssueEdit edit =
        new IssueEdit(
            change.body() == null ? null : MarkdownText.of(change.body()),
            change.state() == null ? null : change.state() == Ticket.State.DONE,
            assignee.orElse(null),
            team != null && moves ? labels.ofTeam(team) : null,
            moves && ticket.team() != null ? labels.ofTeam(ticket.team()) : null);
    if (!edit.isEmpty()) {
      edit(ticket.id(), edit);
    }
    if (!notes.isEmpty()) {
      String comment = MarkdownText.of(String.join("\n\n", notes));
      exchange.answer(() -> {
        forge.comment(ticket.id(), comment);
        return ticket;
      });
    }
  }

  @Override
  public void probe() throws TrackerException {
    mayLabel = false;
    requireSetUp();
  }

  private void requireSetUp() throws TrackerException {
    if (mayLabel) {
      return;
    }
    Optional<String> missing = exchange.ahead(() -> exchange.answer(forge::missing));
    if (missing.isPresent()) {
      throw notNow(missing.get());
    }
    mayLabel = true;
  }

  /** For {@link Forge#missing}. */
  public static String noLabels(String role) {
    return "the token may not set labels, by which tickets are found; give it the role " + role;
  }

  private TrackerException notNow(String what) {
    return new TrackerException(
        Outcome.NOT_NOW, what + " (check " + forge.settings() + ")", null, null);
  }

  @Override
  public void close() {
    exchange.close();
  }
}
