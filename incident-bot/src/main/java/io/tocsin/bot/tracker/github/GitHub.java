package io.tocsin.bot.tracker.github;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.forge.Forge;
import io.tocsin.bot.forge.ForgeTracker;
import io.tocsin.bot.forge.Issue;
import io.tocsin.bot.forge.IssueEdit;
import io.tocsin.bot.forge.NewIssue;
import io.tocsin.bot.label.TicketLabels;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TrackerException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tickets as issues of one GitHub repository. */
public final class GitHub implements Forge {
  private static final int MAX_LABEL = 50;
  private static final int COMMENTS = 100;
  private static final String ROLE = "Triage";

  /**
   * By its documentation of "Get an issue" one that was transferred answers 301, one that was
   * deleted 410, and either 404 where the token may not see it. So does each issue of a repository
   * that was renamed, and 410 each where issues are switched off: {@link #missing} tells these.
   */
  private static final Set<Integer> GONE = Set.of(301, 404, 410);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Exchange exchange;
  private final GitHubApi api;
  private final Logins logins;

  private GitHub(Exchange exchange) {
    this.exchange = exchange;
    api = exchange.declared(GitHubApi.class);
    logins = new Logins(exchange, api);
  }

  /**
   * @param clock only to read when a limit ends
   */
  public static ForgeTracker of(GitHubConfig config, InstantSource clock) {
    String base = config.url().toString().replaceFirst("/$", "");
    Exchange exchange =
        new Exchange(
            new Site(
                "bot.github",
                URI.create(base + "/repos/" + config.repository()),
                "Authorization",
                "Bearer " + config.token().reveal(),
                config.connectTimeout(),
                config.requestTimeout(),
                GitHub::words),
            JSON,
            clock);
    return new ForgeTracker(
        exchange,
        new GitHub(exchange),
        new TicketLabels("team:", config.priorities(), MAX_LABEL),
        config.inProgressLabels());
  }

  @Override
  public String settings() {
    return "repository and token of bot.github";
  }

  @Override
  public String role() {
    return ROLE;
  }

  @Override
  public Optional<String> missing() {
    JsonNode repository = api.repository();
    if (!repository.path("has_issues").asBoolean(true)) {
      return Optional.of("the repository has no issues");
    }
    JsonNode rights = repository.path("permissions");
    return rights.path("triage").asBoolean(false) || rights.path("push").asBoolean(false)
        ? Optional.empty()
        : Optional.of(ForgeTracker.noLabels(ROLE));
  }

  @Override
  public List<Issue> labelled(String label) {
    return issues(api.labelled(label));
  }

  private static List<Issue> issues(JsonNode list) {
    return list.valueStream()
        // The list has pull requests in it, too.
        .filter(issue -> !issue.has("pull_request"))
        .map(GitHub::read)
        .toList();
  }

  @Override
  public List<Issue> changed(String label, Instant since, int page) {
    return issues(api.changed(label, since.truncatedTo(ChronoUnit.SECONDS).toString(), page));
  }

  @Override
  public Optional<Issue> issue(String number) throws TrackerException {
    return exchange.answerOrNothing(() -> api.issue(number), GONE).map(GitHub::read);
  }

  /** The last two pages: comments come in the order in which they were written. */
  @Override
  public List<TicketComment> comments(Issue issue) {
    int last = Math.max(1, (issue.comments() + COMMENTS - 1) / COMMENTS);
    return IntStream.rangeClosed(Math.max(1, last - 1), last)
        .mapToObj(page -> api.comments(issue.number(), page))
        .flatMap(JsonNode::valueStream)
        .map(comment ->
            new TicketComment(
                Instant.parse(comment.path("created_at").asString("")),
                comment.path("user").path("login").asString(""),
                comment.path("body").asString("")))
        .toList();
  }

  private static Issue read(JsonNode issue) {
    return new Issue(
        issue.path("number").asString(""),
        issue.path("html_url").asString(""),
        issue.path("state").asString("").equals("closed"),
        issue.path("state_reason").asString("").equals("not_planned"),
        issue.path("title").asString(""),
        issue.path("body").asString(""),
        issue.path("labels").valueStream().map(label -> label.path("name").asString("")).toList(),
        issue.path("assignees").path(0).path("login").asStringOpt().orElse(null),
        Instant.parse(issue.path("created_at").asString("")),
        issue.path("comments").asInt(0));
  }

  @Override
  public Issue create(SendBy sendBy, NewIssue issue) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", issue.title());
    body.put("body", issue.body());
    body.put("labels", issue.labels());
    if (issue.assignee() != null) {
      body.put("assignees", List.of(issue.assignee()));
    }
    return read(api.create(sendBy, body));
  }

  @Override
  public void edit(SendBy sendBy, String number, IssueEdit edit) throws TrackerException {
    Map<String, Object> change = new LinkedHashMap<>();
    if (edit.body() != null) {
      change.put("body", edit.body());
    }
    if (edit.closed() != null) {
      change.put("state", edit.closed() ? "closed" : "open");
    }
    if (edit.assignee() != null) {
      change.put("assignees", List.of(edit.assignee()));
    }
    if (!change.isEmpty()) {
      api.edit(sendBy, number, change);
    }
    // One by one: people may have set others meanwhile.
    if (!edit.addLabels().isEmpty()) {
      api.label(number, Map.of("labels", edit.addLabels()));
    }
    for (String remove : edit.removeLabels()) {
      exchange.answerOrNothing(() -> {
        api.unlabel(number, remove);
        return number;
      });
    }
  }

  @Override
  public void comment(SendBy sendBy, String number, String markdown) {
    api.comment(sendBy, number, Map.of("body", markdown));
  }

  @Override
  public String enclosed(List<Attachment> files) {
    return Folds.of(files);
  }

  @Override
  public Optional<String> assignable(String person) throws TrackerException {
    return logins.assignable(person);
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

  private static String detail(JsonNode error) {
    return error.isString()
        ? error.asString()
        : error.path("field").asString("")
            + " "
            + error.path("message").asStringOpt().orElse(error.path("code").asString(""));
  }
}
