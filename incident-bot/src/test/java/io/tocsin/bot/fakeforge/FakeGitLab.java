package io.tocsin.bot.fakeforge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * GitLab as its REST documentation describes it: labels left out without a word for guests, errors
 * by field, a line that begins with a slash obeyed.
 */
public final class FakeGitLab extends FakeForge {
  private static final int MAX_TITLE = 255;
  private static final Map<Integer, String> MEMBERS = Map.of(7, "dev-a", 8, "dev-b");
  private static final Pattern PATH = Pattern.compile("/api/v4/projects/bank/fees(/.*)?");
  private static final Pattern ISSUE = Pattern.compile("/issues/(\\d+)(/notes)?");
  private static final Pattern COMMAND = Pattern.compile("(?m)^/close\\b");

  private final Map<String, String> uploads = new LinkedHashMap<>();

  public FakeGitLab(String token) {
    super("Private-Token", token);
  }

  @Override
  Answer limited() {
    return new Answer(429, Map.of("message", "Retry later"), Map.of("Retry-After", "60"));
  }

  @Override
  Answer answer(String method, String path, Map<String, String> query, JsonNode body) {
    Matcher project = PATH.matcher(path);
    if (!project.matches()) {
      return new Answer(404, Map.of("message", "404 Project Not Found"));
    }
    String rest = project.group(1) == null ? "" : project.group(1);
    Matcher issue = ISSUE.matcher(rest);
    if (issue.matches()) {
      return isThere(issue.group(1))
          ? issue(method, issue(issue.group(1)), issue.group(2) != null, body)
          : new Answer(404, Map.of("message", "404 Not found"));
    }
    return switch (rest) {
      case "" -> new Answer(200, project());
      case "/uploads" -> upload(body);
      case "/members/all" -> new Answer(200, members(query.get("query")));
      case "/issues" ->
          method.equals("POST") ? create(body) : new Answer(200, page(list(query), query));
      default -> new Answer(404, Map.of("error", "404 Not Found"));
    };
  }

  private List<Map<String, Object>> list(Map<String, String> query) {
    return listed(query.get("labels"), query.get("updated_after")).stream()
        .map(this::shown)
        .toList();
  }

  private Map<String, Object> project() {
    return Map.of(
        "issues_access_level",
        "enabled",
        "permissions",
        Map.of("project_access", Map.of("access_level", mayLabel() ? 20 : 10)));
  }

  private static List<Map<String, Object>> members(String words) {
    String login = words.replaceFirst("@.*", "");
    return MEMBERS.entrySet().stream()
        .filter(member -> member.getValue().startsWith(login))
        .<Map<String, Object>>map(
            member -> Map.of("id", member.getKey(), "username", member.getValue()))
        .toList();
  }

  private Answer upload(JsonNode file) {
    String url =
        "/uploads/%032x/%s".formatted(uploads.size() + 1, file.path("filename").asString());
    uploads.put(url, file.path("content").asString());
    return new Answer(201, Map.of("url", url, "markdown", "[file](" + url + ")"));
  }

  /** By the address that comments lead to. */
  public synchronized String upload(String url) {
    return uploads.get(url);
  }

  private Answer create(JsonNode body) {
    if (body.path("title").asString("").length() > MAX_TITLE) {
      return new Answer(
          400,
          Map.of("message", Map.of("title", List.of("is too long (maximum is 255 characters)"))));
    }
    FakeIssue issue = new FakeIssue(issues.size() + 1);
    issues.add(issue);
    issue.title = body.path("title").asString("");
    if (mayLabel()) {
      issue.labels.addAll(List.of(body.path("labels").asString().split(",")));
    }
    edit(issue, body);
    return new Answer(201, shown(issue));
  }

  private void edit(FakeIssue issue, JsonNode body) {
    if (body.has("description")) {
      issue.body = body.get("description").asString();
      issue.closed |= COMMAND.matcher(issue.body).find();
    }
    if (body.has("state_event")) {
      issue.closed = body.get("state_event").asString().equals("close");
    }
    if (mayAssign() && body.has("assignee_ids")) {
      issue.assignee = MEMBERS.get(body.get("assignee_ids").get(0).asInt());
    }
    if (body.has("add_labels")) {
      issue.labels.addAll(List.of(body.get("add_labels").asString().split(",")));
    }
    issue.labels.removeAll(List.of(body.path("remove_labels").asString("").split(",")));
  }

  /** Newest first, with one that GitLab noted itself. */
  private static List<Map<String, Object>> notes(FakeIssue issue) {
    List<Map<String, Object>> notes = new ArrayList<>();
    notes.add(note("assigned to @dev-a", true));
    issue.comments.reversed().forEach(text -> notes.add(note(text, false)));
    return notes;
  }

  private static Map<String, Object> note(String text, boolean system) {
    return Map.of(
        "body",
        text,
        "system",
        system,
        "author",
        Map.of("username", "bot"),
        "created_at",
        "2026-11-29T06:00:00.000+01:00");
  }

  private Answer issue(String method, FakeIssue issue, boolean note, JsonNode body) {
    if (method.equals("GET")) {
      return new Answer(200, note ? notes(issue) : shown(issue));
    }
    issue.updated = Instant.now();
    if (note) {
      String text = body.path("body").asString();
      issue.comments.add(text);
      issue.closed |= COMMAND.matcher(text).find();
      return new Answer(201, Map.of("id", issue.comments.size()));
    }
    edit(issue, body);
    return new Answer(200, shown(issue));
  }

  private Map<String, Object> shown(FakeIssue issue) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("iid", issue.number);
    shown.put("web_url", url() + "/bank/fees/-/issues/" + issue.number);
    shown.put("state", issue.closed ? "closed" : "opened");
    shown.put("title", issue.title);
    shown.put("description", issue.body);
    shown.put("labels", List.copyOf(issue.labels));
    shown.put(
        "assignees",
        issue.assignee == null ? List.of() : List.of(Map.of("username", issue.assignee)));
    shown.put("created_at", "2026-11-29T06:00:00.000+01:00");
    return shown;
  }
}
