package io.tocsin.bot.tracker.gitlab;

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
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tickets as issues of one GitLab project, found again by the label that is their key. Guests may
 * open issues and set no labels, which GitLab then leaves out and says nothing; so the role is
 * looked at before the first ticket, and a ticket that came without its key is closed at once.
 */
public final class GitLabTracker implements IssueTracker, AutoCloseable {
  private static final int MAX_LABEL = 255;

  /** "Reporter", by GitLab's documentation of access levels. */
  private static final int REPORTER = 20;

  private static final Pattern ADDRESS = Pattern.compile("(?:.*<)?([^<>@\\s]+@[^<>@\\s]+?)>?");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final GitLabConfig config;
  private final String project;
  private final TicketLabels labels;
  private final Exchange exchange;
  private final GitLabApi api;
  private volatile boolean mayLabel;

  /**
   * @param clock only to read a Retry-After that is a date
   */
  public GitLabTracker(GitLabConfig config, InstantSource clock) {
    this.config = config;
    project = config.project();
    labels = new TicketLabels("team::", config.priorities(), MAX_LABEL);
    exchange =
        new Exchange(
            new Site(
                "bot.gitlab",
                URI.create(config.url().toString().replaceFirst("/$", "") + "/api/v4"),
                "Private-Token",
                config.token().reveal(),
                config.connectTimeout(),
                config.requestTimeout(),
                GitLabTracker::words),
            JSON,
            clock);
    api = exchange.declared(GitLabApi.class);
  }

  @Override
  public List<Ticket> find(TicketKey key) throws TrackerException {
    return exchange
        .answer(() -> api.labelled(project, key.label()))
        .valueStream()
        .flatMap(issue -> read(issue).stream())
        .toList();
  }

  private Optional<Ticket> read(JsonNode issue) {
    List<String> names =
        issue.path("labels").valueStream().map(label -> label.asString("")).toList();
    return TicketLabels.key(names)
        .map(key ->
            new Ticket(
                issue.path("iid").asString(""),
                key,
                issue.path("web_url").asString(""),
                issue.path("state").asString("").equals("closed")
                    ? Ticket.State.DONE
                    : Ticket.State.OPEN,
                issue.path("title").asString(""),
                issue.path("description").asString(""),
                labels.team(names),
                issue.path("assignees").path(0).path("username").asStringOpt().orElse(null),
                labels.priority(names),
                labels.others(names),
                OffsetDateTime.parse(issue.path("created_at").asString("")).toInstant()));
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    requireRole();
    Map<String, Object> issue = new LinkedHashMap<>();
    issue.put("title", draft.title());
    issue.put("description", MarkdownText.of(draft.body()));
    issue.put("labels", String.join(",", labels.of(draft)));
    issue.put("confidential", config.confidential());
    member(draft.assignee()).ifPresent(id -> issue.put("assignee_ids", List.of(id)));
    JsonNode created = exchange.answer(() -> api.create(sendBy, project, issue));
    Optional<Ticket> ticket = read(created);
    if (ticket.isEmpty()) {
      throw takenBack(created.path("iid").asString(""));
    }
    return ticket.get();
  }

  /** Nobody would find it again, so it must not stay. */
  private TrackerException takenBack(String number) throws TrackerException {
    mayLabel = false;
    edit(number, Map.of("state_event", "close"));
    return new TrackerException(
        Outcome.NOT_NOW,
        "GitLab left out the labels, so issue "
            + number
            + " was closed again; give the token of bot.gitlab the role Reporter",
        null,
        null);
  }

  private void edit(String number, Map<String, Object> change) throws TrackerException {
    exchange.answer(() -> {
      api.edit(project, number, change);
      return number;
    });
  }

  /** What can be repeated comes first, the comment last. */
  @Override
  public void change(Ticket ticket, TicketChange change) throws TrackerException {
    Map<String, Object> edit = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    if (change.body() != null) {
      edit.put("description", MarkdownText.of(change.body()));
    }
    if (change.state() != null) {
      edit.put("state_event", change.state() == Ticket.State.DONE ? "close" : "reopen");
    }
    if (change.assignee() != null) {
      Optional<Integer> member = member(change.assignee());
      member.ifPresent(id -> edit.put("assignee_ids", List.of(id)));
      if (member.isEmpty()) {
        notes.add(change.assignee() + " should have it, and is no member of this project.");
      }
    }
    if (change.team() != null && !change.team().equals(ticket.team())) {
      edit.put("add_labels", labels.ofTeam(change.team()));
      if (ticket.team() != null) {
        edit.put("remove_labels", labels.ofTeam(ticket.team()));
      }
    }
    if (!edit.isEmpty()) {
      edit(ticket.id(), edit);
    }
    if (change.comment() != null) {
      notes.addFirst(change.comment());
    }
    if (!notes.isEmpty()) {
      Map<String, Object> note = Map.of("body", MarkdownText.of(String.join("\n\n", notes)));
      exchange.answer(() -> {
        api.note(project, ticket.id(), note);
        return ticket;
      });
    }
  }

  /** Number of the one member whom owner sources name so: by login or address. */
  private Optional<Integer> member(@Nullable String person) throws TrackerException {
    if (person == null) {
      return Optional.empty();
    }
    boolean login = person.startsWith("@");
    Matcher address = ADDRESS.matcher(person);
    if (!login && !address.matches()) {
      return Optional.empty();
    }
    String words = login ? person.substring(1) : address.group(1);
    List<Integer> fitting =
        exchange
            .ahead(() -> exchange.answer(() -> api.members(project, words)))
            .valueStream()
            .filter(user -> !login || user.path("username").asString("").equals(words))
            .map(user -> user.path("id").asInt())
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  @Override
  public void probe() throws TrackerException {
    mayLabel = false;
    requireRole();
  }

  private void requireRole() throws TrackerException {
    if (mayLabel) {
      return;
    }
    JsonNode found = exchange.ahead(() -> exchange.answer(() -> api.project(project)));
    requireSetUp(
        !found.path("issues_access_level").asString("").equals("disabled"),
        "the project has no issues");
    JsonNode rights = found.path("permissions");
    int level =
        Math.max(
            rights.path("project_access").path("access_level").asInt(0),
            rights.path("group_access").path("access_level").asInt(0));
    requireSetUp(
        level >= REPORTER,
        "it may not set labels, by which tickets are found; give it the role Reporter");
    mayLabel = true;
  }

  private static void requireSetUp(boolean holds, String otherwise) throws TrackerException {
    if (!holds) {
      throw new TrackerException(
          Outcome.NOT_NOW, "check project and token of bot.gitlab: " + otherwise, null, null);
    }
  }

  /** What an error's body says: a sentence, or sentences by field. */
  private static String words(byte[] body) {
    try {
      JsonNode error = JSON.readTree(body);
      JsonNode message = error.path("message");
      if (!message.isObject()) {
        return message.asStringOpt().orElse(error.path("error").asString(""));
      }
      return String.join(
          "; ",
          message
              .propertyStream()
              .map(field -> field.getKey() + " " + said(field.getValue()))
              .toList());
    } catch (JacksonException notJson) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static String said(JsonNode sentences) {
    return String.join(", ", sentences.valueStream().map(one -> one.asString("")).toList());
  }

  @Override
  public void close() {
    exchange.close();
  }
}
