package io.tocsin.bot.tracker.gitlab;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.FileParts;
import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.forge.Forge;
import io.tocsin.bot.forge.ForgeTracker;
import io.tocsin.bot.forge.Issue;
import io.tocsin.bot.forge.IssueEdit;
import io.tocsin.bot.forge.NewIssue;
import io.tocsin.bot.label.TicketLabels;
import io.tocsin.bot.owner.PersonName;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TrackerException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tickets as issues of one GitLab project. Guests may open issues and set no labels. */
public final class GitLab implements Forge {
  private static final int MAX_LABEL = 255;
  private static final String ROLE = "Reporter";

  /** "Reporter", by GitLab's documentation of access levels. */
  private static final int REPORTER = 20;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Exchange exchange;
  private final GitLabApi api;
  private final String project;
  private final boolean confidential;
  private final String wontFixLabel;

  private GitLab(Exchange exchange, GitLabConfig config) {
    this.exchange = exchange;
    this.api = exchange.declared(GitLabApi.class);
    this.project = config.project();
    this.confidential = config.confidential();
    this.wontFixLabel = config.wontFixLabel();
  }

  /**
   * @param clock only to read a Retry-After that is a date
   */
  public static ForgeTracker of(GitLabConfig config, InstantSource clock) {
    Exchange exchange =
        new Exchange(
            new Site(
                "bot.gitlab",
                URI.create(config.url().toString().replaceFirst("/$", "") + "/api/v4"),
                "Private-Token",
                config.token().reveal(),
                config.connectTimeout(),
                config.requestTimeout(),
                GitLab::words),
            JSON,
            clock);
    return new ForgeTracker(
        exchange,
        new GitLab(exchange, config),
        new TicketLabels("team::", config.priorities(), MAX_LABEL),
        config.inProgressLabels());
  }

  @Override
  public String settings() {
    return "project and token of bot.gitlab";
  }

  @Override
  public String role() {
    return ROLE;
  }

  @Override
  public Optional<String> missing() {
    JsonNode found = api.project(project);
    if (found.path("issues_access_level").asString("").equals("disabled")) {
      return Optional.of("the project has no issues");
    }
    JsonNode rights = found.path("permissions");
    int level =
        Math.max(
            rights.path("project_access").path("access_level").asInt(0),
            rights.path("group_access").path("access_level").asInt(0));
    return level >= REPORTER ? Optional.empty() : Optional.of(ForgeTracker.noLabels(ROLE));
  }

  @Override
  public List<Issue> labelled(String label) {
    return api.labelled(project, label).valueStream().map(this::read).toList();
  }

  @Override
  public List<Issue> changed(String label, Instant since, int page) {
    return api.changed(project, label, since.toString(), page)
        .valueStream()
        .map(this::read)
        .toList();
  }

  @Override
  public Optional<Issue> issue(String number) throws TrackerException {
    return exchange.answerOrNothing(() -> api.issue(project, number)).map(this::read);
  }

  @Override
  public List<TicketComment> comments(Issue issue) {
    return api.notes(project, issue.number())
        .valueStream()
        .filter(note -> !note.path("system").asBoolean(false))
        .map(note ->
            new TicketComment(
                OffsetDateTime.parse(note.path("created_at").asString("")).toInstant(),
                note.path("author").path("username").asString(""),
                note.path("body").asString("")))
        .toList()
        .reversed();
  }

  private Issue read(JsonNode issue) {
    List<String> labels =
        issue.path("labels").valueStream().map(label -> label.asString("")).toList();
    return new Issue(
        issue.path("iid").asString(""),
        issue.path("web_url").asString(""),
        issue.path("state").asString("").equals("closed"),
        labels.contains(wontFixLabel),
        issue.path("title").asString(""),
        issue.path("description").asString(""),
        labels,
        issue.path("assignees").path(0).path("username").asStringOpt().orElse(null),
        OffsetDateTime.parse(issue.path("created_at").asString("")).toInstant(),
        issue.path("user_notes_count").asInt(0));
  }

  @Override
  public Issue create(SendBy sendBy, NewIssue issue) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", issue.title());
    body.put("description", issue.body());
    body.put("labels", String.join(",", issue.labels()));
    body.put("confidential", confidential);
    if (issue.assignee() != null) {
      body.put("assignee_ids", List.of(Integer.valueOf(issue.assignee())));
    }
    return read(api.create(sendBy, project, body));
  }

  @Override
  public void edit(SendBy sendBy, String number, IssueEdit edit) {
    Map<String, Object> change = new LinkedHashMap<>();
    if (edit.body() != null) {
      change.put("description", edit.body());
    }
    if (edit.closed() != null) {
      change.put("state_event", edit.closed() ? "close" : "reopen");
    }
    if (edit.assignee() != null) {
      change.put("assignee_ids", List.of(Integer.valueOf(edit.assignee())));
    }
    if (!edit.addLabels().isEmpty()) {
      change.put("add_labels", String.join(",", edit.addLabels()));
    }
    if (!edit.removeLabels().isEmpty()) {
      change.put("remove_labels", String.join(",", edit.removeLabels()));
    }
    api.edit(sendBy, project, number, change);
  }

  @Override
  public void comment(SendBy sendBy, String number, String markdown) {
    api.note(sendBy, project, number, Map.of("body", markdown));
  }

  /** The project's uploads: each answers with the markdown that leads to it. */
  @Override
  public String enclosed(List<Attachment> files) {
    StringBuilder text = new StringBuilder("Evidence:\n\n");
    for (Attachment file : files) {
      JsonNode upload = api.upload(project, FileParts.of("file", List.of(file)));
      text.append("- [")
          .append(file.name())
          .append("](")
          .append(upload.path("url").asString(""))
          .append(")\n");
    }
    return text.toString();
  }

  /** Number of the one member whom the name can mean. */
  @Override
  public Optional<String> assignable(String person) {
    PersonName name = PersonName.of(person);
    if (name.form() == PersonName.Form.OTHER) {
      return Optional.empty();
    }
    boolean handle = name.form() == PersonName.Form.HANDLE;
    List<String> fitting =
        api.members(project, name.words())
            .valueStream()
            .filter(user -> !handle || user.path("username").asString("").equals(name.words()))
            .map(user -> user.path("id").asString(""))
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
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
}
