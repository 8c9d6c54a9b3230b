package io.tocsin.bot.forge;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.label.Signature;
import io.tocsin.bot.label.TicketLabels;
import io.tocsin.bot.markup.MarkdownText;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tickets as issues of one project, found again by the label that is their key. Without the right
 * to set labels a forge leaves them out and says nothing; so that right is looked for before the
 * first ticket, and a ticket that came without its key is closed at once.
 */
public final class ForgeTracker implements Tracker, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForgeTracker.class);

  /** Labels that say so where the settings name none: forges have no such state. */
  public static final List<String> IN_PROGRESS = List.of("in progress", "in-progress", "doing");

  private static final int PAGE = 100;
  private static final int MAX_PAGES = 50;
  private static final Pattern FILE =
      Pattern.compile("[a-z0-9][a-z0-9-]*-tocsin-[a-z2-7]{26}\\.[a-z0-9]{1,8}");

  /** For what is said or put right right after a ticket was filed. */
  private static final Duration BESIDE = Duration.ofMinutes(1);

  private final Exchange exchange;
  private final Forge forge;
  private final TicketLabels labels;
  private final List<String> inProgress;
  private volatile boolean mayLabel;

  /**
   * @param inProgress labels by which people say that they work on an issue, in any case
   */
  public ForgeTracker(
      Exchange exchange, Forge forge, TicketLabels labels, List<String> inProgress) {
    this.exchange = exchange;
    this.forge = forge;
    this.labels = labels;
    this.inProgress = List.copyOf(inProgress);
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
                state(issue),
                issue.title(),
                issue.body(),
                labels.team(issue.labels()),
                issue.assignee(),
                labels.priority(issue.labels()),
                labels.others(issue.labels()),
                issue.createdAt()));
  }

  private Ticket.State state(Issue issue) {
    if (issue.closed()) {
      return issue.wontFix() ? Ticket.State.WONT_FIX : Ticket.State.DONE;
    }
    return issue.labels().stream().anyMatch(this::saysInProgress)
        ? Ticket.State.IN_PROGRESS
        : Ticket.State.OPEN;
  }

  private boolean saysInProgress(String label) {
    return inProgress.stream().anyMatch(label::equalsIgnoreCase);
  }

  @Override
  public Optional<TicketThread> read(String id) throws TrackerException {
    Optional<Issue> found = forge.issue(id);
    Optional<Ticket> ticket = found.flatMap(this::ticket);
    if (found.isEmpty() || ticket.isEmpty()) {
      return Optional.empty();
    }
    List<TicketComment> comments = exchange.answer(() -> forge.comments(found.get()));
    return Optional.of(new TicketThread(ticket.get(), comments));
  }

  @Override
  public boolean isThere(String id) throws TrackerException {
    return forge.issue(id).isPresent();
  }

  @Override
  public List<Ticket> changedSince(Instant since) throws TrackerException {
    List<Ticket> all = new ArrayList<>();
    for (int page = 1; page <= MAX_PAGES; page++) {
      int number = page;
      List<Issue> issues = exchange.answer(() -> forge.changed(TicketLabels.OURS, since, number));
      issues.forEach(issue -> ticket(issue).ifPresent(all::add));
      if (issues.size() < PAGE) {
        break;
      }
    }
    return all;
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    requireSetUp();
    Optional<String> assignee = assignable(draft.assignee());
    NewIssue issue =
        new NewIssue(
            draft.title(), MarkdownText.of(draft.body()), labels.of(draft), assignee.orElse(null));
    Issue created = exchange.answer(() -> forge.create(sendBy, issue));
    Optional<Ticket> ticket = ticket(created);
    if (ticket.isEmpty()) {
      throw takenBack(created.number());
    }
    if (draft.assignee() != null && created.assignee() == null) {
      tell(
          created.number(),
          assignee.isEmpty()
              ? notAssignable(draft.assignee())
              : draft.assignee() + " should have it, and was left out without a word.");
    }
    return ticket.get();
  }

  private static String notAssignable(String person) {
    return person + " should have it, and no issue here can be given to them.";
  }

  /** Beside the ticket: that it cannot be said must not make it look as if it was not filed. */
  private void tell(String number, String why) {
    try {
      comment(SendBy.within(BESIDE), number, Signature.under(MarkdownText.of(why)));
    } catch (TrackerException e) {
      LOG.info("issue {}: not said on it: {} ({})", number, why, e.getMessage());
    }
  }

  private void comment(SendBy sendBy, String number, String markdown) throws TrackerException {
    exchange.answer(() -> {
      forge.comment(sendBy, number, markdown);
      return number;
    });
  }

  private Optional<String> assignable(@Nullable String person) throws TrackerException {
    return person == null
        ? Optional.empty()
        : exchange.ahead(() -> exchange.answer(() -> forge.assignable(person)));
  }

  /** Nobody would find it again, so it must not stay. */
  private TrackerException takenBack(String number) throws TrackerException {
    mayLabel = false;
    edit(SendBy.within(BESIDE), number, IssueEdit.close());
    return notNow(
        "the labels of issue "
            + number
            + " were left out, so it was closed again: "
            + noLabels(forge.role()));
  }

  private void edit(SendBy sendBy, String number, IssueEdit edit) throws TrackerException {
    exchange.answer(() -> {
      forge.edit(sendBy, number, edit);
      return number;
    });
  }

  /** What can be repeated comes first, the comment last. */
  @Override
  public void change(Ticket ticket, TicketChange change, SendBy sendBy) throws TrackerException {
    List<String> notes = new ArrayList<>();
    Optional<String> assignee = assignable(change.assignee());
    if (change.assignee() != null && assignee.isEmpty()) {
      String note = notAssignable(change.assignee());
      notes.add(change.comment() == null ? Signature.under(note) : note);
    }
    if (change.comment() != null) {
      notes.add(change.comment());
    }
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    relabel(ticket, change, added, removed);
    IssueEdit edit =
        new IssueEdit(
            change.body() == null ? null : MarkdownText.of(change.body()),
            change.state() == null ? null : change.state().closed(),
            assignee.orElse(null),
            added,
            removed);
    if (!edit.isEmpty()) {
      edit(sendBy, ticket.id(), edit);
    }
    if (!notes.isEmpty()) {
      comment(sendBy, ticket.id(), MarkdownText.of(String.join("\n\n", notes)));
    }
  }

  private void relabel(
      Ticket ticket, TicketChange change, List<String> added, List<String> removed) {
    String team = change.team();
    if (team != null && !team.equals(ticket.team())) {
      added.add(labels.ofTeam(team));
      if (ticket.team() != null) {
        removed.add(labels.ofTeam(ticket.team()));
      }
    }
    Integer priority = change.priority();
    if (priority != null && priority != ticket.priority()) {
      labels.ofPriority(priority).ifPresent(added::add);
      labels.ofPriority(ticket.priority()).ifPresent(removed::add);
    }
    // Who reopens it does not say that anybody works on it again.
    if (change.state() == Ticket.State.OPEN && ticket.state().closed()) {
      ticket.labels().stream().filter(this::saysInProgress).forEach(removed::add);
    }
  }

  /** What comments of ours name: a forge keeps files for a project, not for an issue. */
  @Override
  public Set<String> attached(String id) throws TrackerException {
    Optional<Issue> issue = forge.issue(id);
    return issue.isEmpty()
        ? Set.of()
        : exchange.answer(() -> forge.comments(issue.get())).stream()
            .map(TicketComment::text)
            .filter(Signature::isOurs)
            .flatMap(text -> FILE.matcher(text).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
  }

  /** Nobody sees an upload that no comment names: until that is sent, nothing was done. */
  @Override
  public void attach(Ticket ticket, List<Attachment> files, TicketKey act, SendBy sendBy)
      throws TrackerException {
    String text = exchange.ahead(() -> exchange.answer(() -> forge.enclosed(files)));
    comment(sendBy, ticket.id(), Signature.under(text, act));
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
