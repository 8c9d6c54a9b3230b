package io.tocsin.bot.fakeforge;

import com.sun.net.httpserver.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * GitHub as its REST documentation describes it: labels and assignees left out without a word where
 * the right is missing, pull requests among issues, 403 with a second limit's Retry-After.
 */
public final class FakeGitHub extends FakeForge {
  private static final int MAX_TITLE = 256;
  private static final int MAX_BODY = 65_536;
  private static final int MAX_LABEL = 50;
  private static final Set<String> ASSIGNABLE = Set.of("dev-a", "dev-b");
  private static final Pattern PATH = Pattern.compile("/repos/bank/fees(/.*)?");
  private static final Pattern ISSUE = Pattern.compile("/issues/(\\d+)(/comments|/labels)?(/.*)?");

  private final Map<String, Answer> gone = new HashMap<>();
  private boolean renamed;
  private boolean hasIssues = true;

  public FakeGitHub(String token) {
    super("Authorization", "Bearer " + token);
  }

  /** The real one answers in a version of its own choice where none is asked for. */
  @Override
  boolean takes(Headers headers) {
    return "2022-11-28".equals(headers.getFirst("X-GitHub-Api-Version"));
  }

  /** By people, in their pages. */
  public synchronized void delete(String number) {
    gone.put(number, new Answer(410, Map.of("message", "This issue was deleted")));
  }

  /** By people, to another repository. */
  public synchronized void transfer(String number) {
    gone.put(number, moved("/repositories/2/issues/1"));
  }

  /** By people: all of it answers by its new name only. */
  public synchronized void rename() {
    renamed = true;
  }

  /** By people, in the repository's settings. */
  public synchronized void switchIssuesOff() {
    hasIssues = false;
  }

  private Answer moved(String to) {
    return new Answer(301, Map.of("message", "Moved Permanently"), Map.of("Location", url() + to));
  }

  @Override
  Answer limited() {
    return new Answer(
        403,
        Map.of("message", "You have exceeded a secondary rate limit."),
        Map.of("Retry-After", "60"));
  }

  @Override
  Answer answer(String method, String path, Map<String, String> query, JsonNode body) {
    Matcher repository = PATH.matcher(path);
    if (!repository.matches()) {
      return new Answer(404, Map.of("message", "Not Found"));
    }
    String rest = repository.group(1) == null ? "" : repository.group(1);
    if (renamed) {
      return moved("/repositories/1" + rest);
    }
    Matcher issue = ISSUE.matcher(rest);
    if (issue.matches() && !hasIssues) {
      return new Answer(410, Map.of("message", "Issues are disabled for this repo"));
    }
    if (issue.matches() && gone.containsKey(issue.group(1))) {
      return gone.get(issue.group(1));
    }
    if (issue.matches()) {
      return isThere(issue.group(1))
          ? issue(method, issue(issue.group(1)), issue.group(2), issue.group(3), query, body)
          : new Answer(404, Map.of("message", "Not Found"));
    }
    if (rest.startsWith("/assignees/")) {
      return ASSIGNABLE.contains(rest.substring("/assignees/".length()))
          ? new Answer(204, null)
          : new Answer(404, Map.of("message", "Not Found"));
    }
    return switch (rest) {
      case "" ->
          new Answer(
              200,
              Map.of(
                  "has_issues",
                  hasIssues,
                  "permissions",
                  Map.of("pull", true, "triage", mayLabel())));
      case "/commits" -> new Answer(200, commits(query.get("author")));
      case "/issues" ->
          method.equals("POST") ? create(body) : new Answer(200, page(list(query), query));
      default -> new Answer(404, Map.of("message", "Not Found"));
    };
  }

  private static List<Map<String, Object>> commits(String author) {
    return author.equals("dev-a@bank.example")
        ? List.of(Map.of("author", Map.of("login", "dev-a")))
        : List.of();
  }

  private List<Map<String, Object>> list(Map<String, String> query) {
    String label = query.get("labels");
    List<Map<String, Object>> shown = new ArrayList<>();
    Map<String, Object> pull = new LinkedHashMap<>(shown(new FakeIssue(9_999)));
    pull.put("labels", List.of(Map.of("name", label)));
    pull.put("pull_request", Map.of());
    shown.add(pull);
    listed(label, query.get("since")).forEach(issue -> shown.add(shown(issue)));
    return shown;
  }

  private Answer create(JsonNode body) {
    if (body.path("title").asString("").length() > MAX_TITLE) {
      return invalid("title", "is too long (maximum is 256 characters)");
    }
    if (body.path("body").asString("").length() > MAX_BODY) {
      return invalid("body", "is too long (maximum is 65536 characters)");
    }
    for (JsonNode label : body.path("labels")) {
      if (label.asString().length() > MAX_LABEL) {
        return invalid("label", "is too long (maximum is 50 characters)");
      }
    }
    FakeIssue issue = new FakeIssue(issues.size() + 1);
    issue.title = body.path("title").asString("");
    issue.body = body.path("body").asString("");
    issues.add(issue);
    if (mayLabel()) {
      body.path("labels").forEach(label -> issue.labels.add(label.asString()));
      assign(issue, body);
    }
    return new Answer(201, shown(issue));
  }

  private void assign(FakeIssue issue, JsonNode body) {
    String login = body.path("assignees").path(0).asString("");
    if (mayAssign() && ASSIGNABLE.contains(login)) {
      issue.assignee = login;
    }
  }

  private static Answer invalid(String field, String message) {
    return new Answer(
        422,
        Map.of(
            "message",
            "Validation Failed",
            "errors",
            List.of(
                Map.of(
                    "resource", "Issue", "field", field, "code", "custom", "message", message))));
  }

  private Answer issue(
      String method,
      FakeIssue issue,
      String part,
      String name,
      Map<String, String> query,
      JsonNode body) {
    if (method.equals("GET")) {
      return new Answer(200, part == null ? shown(issue) : page(comments(issue), query));
    }
    issue.updated = Instant.now();
    if (part == null) {
      if (body.has("body")) {
        issue.body = body.get("body").asString();
      }
      if (body.has("state")) {
        issue.closed = body.get("state").asString().equals("closed");
      }
      assign(issue, body);
      return new Answer(200, shown(issue));
    }
    if (part.equals("/comments")) {
      issue.comments.add(body.path("body").asString());
      return new Answer(201, Map.of("id", issue.comments.size()));
    }
    if (method.equals("DELETE")) {
      return issue.labels.remove(name.substring(1))
          ? new Answer(200, List.of())
          : new Answer(404, Map.of("message", "Label does not exist"));
    }
    body.path("labels").forEach(label -> issue.labels.add(label.asString()));
    return new Answer(200, List.of());
  }

  private static List<Map<String, Object>> comments(FakeIssue issue) {
    return issue.comments.stream()
        .<Map<String, Object>>map(text ->
            Map.of(
                "body", text, "user", Map.of("login", "bot"), "created_at", "2026-11-29T06:00:00Z"))
        .toList();
  }

  private Map<String, Object> shown(FakeIssue issue) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("number", issue.number);
    shown.put("html_url", url() + "/bank/fees/issues/" + issue.number);
    shown.put("state", issue.closed ? "closed" : "open");
    shown.put("state_reason", issue.closed ? issue.closedAs : null);
    shown.put("comments", issue.comments.size());
    shown.put("title", issue.title);
    shown.put("body", issue.body);
    shown.put("labels", issue.labels.stream().map(name -> Map.of("name", name)).toList());
    shown.put(
        "assignees", issue.assignee == null ? List.of() : List.of(Map.of("login", issue.assignee)));
    shown.put("created_at", "2026-11-29T06:00:00Z");
    return shown;
  }
}
