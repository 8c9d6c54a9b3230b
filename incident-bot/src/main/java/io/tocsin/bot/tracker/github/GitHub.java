package io.tocsin.bot.tracker.github;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.Site;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tickets as issues of one GitHub repository, found again by the label that is their key. Without
 * the right to set labels GitHub leaves them out and says nothing; so that right is looked for
 * before the first ticket, and a ticket that came without its key is closed at once.
 */
public final class GitHubTracker implements IssueTracker, AutoCloseable {
  private static final int MAX_LABEL = 50;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TicketLabels labels;
  private final Exchange exchange;
  private final GitHubApi api;
  private final Logins logins;
  private volatile boolean mayLabel;

  /**
   * @param clock only to read when a limit ends
   */
  public GitHubTracker(GitHubConfig config, InstantSource clock) {
    String base = config.url().toString().replaceFirst("/$", "");
    labels = new TicketLabels("team:", config.priorities(), MAX_LABEL);
    exchange =
        new Exchange(
            new Site(
                "bot.github",
                URI.create(base + "/repos/" + config.repository()),
                "Authorization",
                "Bearer " + config.token().reveal(),
                config.connectTimeout(),
                config.requestTimeout(),
                GitHubTracker::words),
            JSON,
            clock);
    api = exchange.declared(GitHubApi.class);
    logins = new Logins(exchange, api);
  }

  @Override
  public List<Ticket> find(TicketKey key) throws TrackerException {
    return exchange
        .answer(() -> api.labelled(key.label()))
        .valueStream()
        // The list has pull requests in it, too.
        .filter(issue -> !issue.has("pull_request"))
        .flatMap(issue -> read(issue).stream())
        .toList();
  }

  private Optional<Ticket> read(JsonNode issue) {
    List<String> names =
        issue.path("labels").valueStream().map(label -> label.path("name").asString("")).toList();
    return TicketLabels.key(names)
        .map(key ->
            new Ticket(
                issue.path("number").asString(""),
                key,
                issue.path("html_url").asString(""),
                issue.path("state").asString("").equals("closed")
                    ? Ticket.State.DONE
                    : Ticket.State.OPEN,
                issue.path("title").asString(""),
                issue.path("body").asString(""),
                labels.team(names),
                issue.path("assignees").path(0).path("login").asStringOpt().orElse(null),
                labels.priority(names),
                labels.others(names),
                Instant.parse(issue.path("created_at").asString(""))));
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    requireRights();
    Map<String, Object> issue = new LinkedHashMap<>();
    issue.put("title", draft.title());
    issue.put("body", MarkdownText.of(draft.body()));
    issue.put("labels", labels.of(draft));
    Optional<String> login = logins.assignable(draft.assignee());
    login.ifPresent(known -> issue.put("assignees", List.of(known)));
    JsonNode created = exchange.answer(() -> api.create(sendBy, issue));
    Optional<Ticket> ticket = read(created);
    if (ticket.isEmpty()) {
      throw takenBack(created.path("number").asString(""));
    }
    return ticket.get();
  }

  /** Nobody would find it again, so it must not stay. */
  private TrackerException takenBack(String number) throws TrackerException {
    mayLabel = false;
    edit(number, Map.of("state", "closed", "state_reason", "not_planned"));
    return new TrackerException(
        Outcome.NOT_NOW,
        "GitHub left out the labels, so issue "
            + number
            + " was closed again; give the token of bot.github the role Triage",
        null,
        null);
  }

  private void edit(String number, Map<String, Object> change) throws TrackerException {
    exchange.answer(() -> {
      api.edit(number, change);
      return number;
    });
  }

  /** What can be repeated comes first, the comment last. */
  @Override
  public void change(Ticket ticket, TicketChange change) throws TrackerException {
    Map<String, Object> edit = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    if (change.body() != null) {
      edit.put("body", MarkdownText.of(change.body()));
    }
    if (change.state() != null) {
      edit.put("state", change.state() == Ticket.State.DONE ? "closed" : "open");
    }
    if (change.assignee() != null) {
      Optional<String> login = logins.assignable(change.assignee());
      login.ifPresent(known -> edit.put("assignees", List.of(known)));
      if (login.isEmpty()) {
        notes.add(change.assignee() + " should have it, and no issue here can be given to them.");
      }
    }
    if (!edit.isEmpty()) {
      edit(ticket.id(), edit);
    }
    if (change.team() != null && !change.team().equals(ticket.team())) {
      relabel(ticket, change.team());
    }
    if (change.comment() != null) {
      notes.addFirst(change.comment());
    }
    if (!notes.isEmpty()) {
      Map<String, Object> comment = Map.of("body", MarkdownText.of(String.join("\n\n", notes)));
      exchange.answer(() -> {
        api.comment(ticket.id(), comment);
        return ticket;
      });
    }
  }

  /** Added and removed one by one: people may have set others meanwhile. */
  private void relabel(Ticket ticket, String team) throws TrackerException {
    exchange.answer(() -> {
      api.label(ticket.id(), Map.of("labels", List.of(labels.ofTeam(team))));
      return ticket;
    });
    String before = ticket.team();
    if (before != null) {
      exchange.answerOrNothing(() -> {
        api.unlabel(ticket.id(), labels.ofTeam(before));
        return ticket;
      });
    }
  }

  @Override
  public void probe() throws TrackerException {
    mayLabel = false;
    requireRights();
  }

  private void requireRights() throws TrackerException {
    if (mayLabel) {
      return;
    }
    JsonNode repository = exchange.ahead(() -> exchange.answer(() -> api.repository()));
    JsonNode rights = repository.path("permissions");
    requireSetUp(repository.path("has_issues").asBoolean(true), "the repository has no issues");
    requireSetUp(
        rights.path("triage").asBoolean(false) || rights.path("push").asBoolean(false),
        "it may not set labels, by which tickets are found; give it the role Triage");
    mayLabel = true;
  }

  private static void requireSetUp(boolean holds, String otherwise) throws TrackerException {
    if (!holds) {
      throw new TrackerException(
          Outcome.NOT_NOW, "check repository and token of bot.github: " + otherwise, null, null);
    }
  }

  /** What an error's body says. */
  private static String words(byte[] body) {
    try {
      JsonNode error = JSON.readTree(body);
      List<String> said = new ArrayList<>(List.of(error.path("message").asString("")));
      error.path("errors").forEach(one -> said.add(detail(one)));
      return String.join("; ", said);
    } catch (JacksonException notJson) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static @Nullable String detail(JsonNode error) {
    return error.isString()
        ? error.asString()
        : error.path("field").asString("")
            + " "
            + error.path("message").asStringOpt().orElse(error.path("code").asString(""));
  }

  @Override
  public void close() {
    exchange.close();
  }
}
