package io.tocsin.bot.fakejira;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls, each as one step that nobody sees half of. */
final class FakeRoutes {
  private static final Pattern PATH = Pattern.compile("/rest/api/([23])(/.*)");
  private static final Pattern ISSUE = Pattern.compile("/issue/([A-Z]+-\\d+)(/\\w+)?");
  private static final Pattern CREATEMETA =
      Pattern.compile("/issue/createmeta/(\\w+)/issuetypes(/\\d+)?");
  private static final Pattern JQL =
      Pattern.compile(
          "labels = \"([^\"]+)\""
              + "(?: AND updated >= \"-(\\d+)m\")?"
              + "( AND resolution != \"[^\"]+\")? ORDER BY .*");

  /** Pages smaller than asked for, as Jira may give them. */
  private static final int PAGE = 3;

  private final InstantSource clock;
  private final FakeProject project = new FakeProject();
  private boolean unreadable;
  private boolean badEndOnly;
  private boolean mayBrowse = true;

  FakeRoutes(InstantSource clock) {
    this.clock = clock;
  }

  static boolean mayIn(String shown, String token) {
    if (shown == null) {
      return false;
    }
    if (shown.startsWith("Basic ")) {
      String pair =
          new String(Base64.getDecoder().decode(shown.substring(6)), StandardCharsets.UTF_8);
      return pair.endsWith(':' + token);
    }
    return shown.equals("Bearer " + token);
  }

  synchronized void defaultAssignee(String name) {
    project.defaultAssignee(name);
  }

  synchronized void unreadable(boolean from) {
    unreadable = from;
  }

  synchronized void badEndOnly() {
    badEndOnly = true;
  }

  synchronized void demand(FakeField field) {
    project.demand(field);
  }

  synchronized void addCostCentre(String id, String value) {
    project.addCostCentre(id, value);
  }

  synchronized void mayBrowse(boolean from) {
    mayBrowse = from;
  }

  synchronized void relabel(String key, List<String> labels) {
    project.find(key).orElseThrow().labels(labels);
  }

  synchronized void move(String key, String to) {
    project.move(key, to);
  }

  synchronized void delete(String key) {
    project.delete(key);
  }

  synchronized List<Map<String, Object>> counted() {
    return project.all().stream().map(FakeIssue::counted).toList();
  }

  synchronized Map<String, Object> stored(String key) {
    FakeIssue issue = project.find(key).orElseThrow();
    Map<String, Object> all = new LinkedHashMap<>(issue.shown());
    all.put("comments", List.copyOf(issue.comments));
    all.put("properties", issue.properties);
    all.put("links", List.copyOf(issue.links.values()));
    return all;
  }

  synchronized FakeAnswer handle(
      String method, String path, String query, JsonNode body, JiraFaults faults) {
    Matcher api = PATH.matcher(path);
    if (!api.matches()) {
      return FakeAnswer.error(404, "no such path");
    }
    boolean cloud = api.group(1).equals("3");
    String rest = api.group(2);
    Matcher createmeta = CREATEMETA.matcher(rest);
    Matcher issue = ISSUE.matcher(rest);
    if (createmeta.matches()) {
      return createmeta(createmeta.group(1), createmeta.group(2), cloud, faults);
    } else if (issue.matches()) {
      return project
          .find(issue.group(1))
          .filter(found -> mayBrowse)
          .map(found -> issue(method, issue.group(2), found, body, faults))
          .orElse(FakeAnswer.error(404, "Issue does not exist"));
    }
    return switch (rest) {
      case "/project/" + FakeProject.KEY ->
          mayBrowse
              ? new FakeAnswer(200, Map.of("key", FakeProject.KEY))
              : FakeAnswer.error(404, "No project could be found with key 'PAY'.");
      case "/issue" -> create(body, cloud, faults);
      case "/search" ->
          cloud
              ? FakeAnswer.error(410, "The requested API has been removed.")
              : search(body, faults, false);
      case "/search/jql" ->
          cloud ? search(body, faults, true) : FakeAnswer.error(404, "no such path");
      case "/user/assignable/search" ->
          new FakeAnswer(200, FakeProject.assignable(query.replaceAll(".*(query|username)=", "")));
      default -> FakeAnswer.error(404, "no such path");
    };
  }

  private FakeAnswer createmeta(String of, String type, boolean cloud, JiraFaults faults) {
    if (!of.equals(FakeProject.KEY)) {
      return FakeAnswer.error(404, "No project could be found with key '" + of + "'.");
    }
    return new FakeAnswer(
        200,
        type == null
            ? FakeProject.types(cloud ? "issueTypes" : "values")
            : project.form(cloud ? "fields" : "values", faults));
  }

  private FakeAnswer create(JsonNode body, boolean cloud, JiraFaults faults) {
    JsonNode fields = body.path("fields");
    Map<String, String> errors = project.errors(fields, cloud, faults);
    if (!errors.isEmpty()) {
      return FakeAnswer.errors(errors);
    }
    ObjectNode kept = (ObjectNode) fields.deepCopy();
    assign(kept, fields.path("assignee"));
    FakeIssue issue = project.create(kept, body.path("properties"), clock.instant());
    return new FakeAnswer(201, Map.of("id", issue.key, "key", issue.key));
  }

  private static boolean assign(ObjectNode fields, JsonNode id) {
    Optional<Map<String, Object>> user = FakeProject.user(id);
    user.ifPresent(found -> fields.set("assignee", FakeJira.JSON.valueToTree(found)));
    return user.isPresent();
  }

  private FakeAnswer search(JsonNode body, JiraFaults faults, boolean cloud) {
    Matcher jql = JQL.matcher(body.path("jql").asString(""));
    if (!jql.matches()) {
      return FakeAnswer.error(400, "Unbounded JQL queries are not allowed here.");
    }
    Instant indexed = clock.instant().minusMillis(faults.staleSearchMillis());
    List<Map<String, Object>> found =
        project.all().stream()
            .filter(issue -> mayBrowse)
            .filter(issue -> !issue.created.isAfter(indexed))
            .filter(issue -> issue.labels().contains(jql.group(1)))
            .filter(issue -> changedWithin(issue, jql.group(2)))
            // As in Jira, "!=" holds for no issue whose field is empty.
            .filter(issue -> jql.group(3) == null || issue.fields.has("resolution"))
            .map(FakeIssue::shown)
            .toList();
    int from = Integer.parseInt(body.path(cloud ? "nextPageToken" : "startAt").asString("0"));
    int end = Math.min(found.size(), from + Math.min(PAGE, body.path("maxResults").asInt()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("issues", found.subList(from, end));
    if (!cloud) {
      answer.put("total", found.size());
    } else if (end < found.size()) {
      answer.put("nextPageToken", Integer.toString(end));
    }
    return new FakeAnswer(200, answer);
  }

  private boolean changedWithin(FakeIssue issue, String minutes) {
    return minutes == null
        || !issue.updated.isBefore(
            clock.instant().minus(Duration.ofMinutes(Long.parseLong(minutes))));
  }

  /** By people, in their pages. */
  synchronized void closeForGood(String key) {
    FakeIssue issue = project.find(key).orElseThrow();
    issue.status = FakeStatus.DONE;
    issue.fields.putObject("resolution").put("name", "Won't Do");
    issue.updated = clock.instant();
  }

  private FakeAnswer issue(
      String method, String what, FakeIssue issue, JsonNode body, JiraFaults faults) {
    if (method.equals("GET") && unreadable) {
      return FakeAnswer.error(500, "Internal server error");
    }
    if (method.equals("GET")) {
      return new FakeAnswer(
          200,
          switch (what == null ? "" : what) {
            case "" -> issue.shown();
            case "/comment" -> issue.commented();
            default -> issue.status.transitions(badEndOnly);
          });
    }
    issue.updated = clock.instant();
    if (faults.perIssueLimit() > 0 && ++issue.writes > faults.perIssueLimit()) {
      return FakeAnswer.error(429, "Too many writes to this issue.");
    }
    return switch (what == null ? "" : what) {
      case "" -> edit(issue, body);
      case "/comment" -> {
        issue.comments.add(body.path("body"));
        yield new FakeAnswer(201, Map.of("id", Integer.toString(issue.comments.size())));
      }
      case "/attachments" -> attach(issue, body);
      case "/remotelink" -> link(issue, body);
      case "/assignee" ->
          assign(issue.fields, body)
              ? FakeAnswer.done()
              : FakeAnswer.error(400, "User cannot be assigned issues.");
      case "/transitions" -> transition(issue, body);
      default -> FakeAnswer.error(404, "no such path");
    };
  }

  private static FakeAnswer link(FakeIssue issue, JsonNode body) {
    String id = body.path("globalId").asString("");
    if (id.isEmpty() || id.length() > 255 || !body.path("object").has("url")) {
      return FakeAnswer.errors(Map.of("globalId", "expected, and an object with a url"));
    }
    boolean there = issue.links.put(id, body) != null;
    return new FakeAnswer(there ? 200 : 201, Map.of("id", issue.links.size()));
  }

  /** Two files of one name are two, as in Jira. */
  private static FakeAnswer attach(FakeIssue issue, JsonNode files) {
    if (!files.isArray()) {
      return FakeAnswer.error(403, "XSRF check failed");
    }
    files.forEach(issue.fields.withArray("attachment")::add);
    return new FakeAnswer(200, files);
  }

  private static FakeAnswer edit(FakeIssue issue, JsonNode body) {
    body.path("fields").properties().forEach(f -> issue.fields.set(f.getKey(), f.getValue()));
    List<String> labels = new ArrayList<>(issue.labels());
    for (JsonNode change : body.path("update").path("labels")) {
      labels.remove(change.path("remove").asString(""));
      if (change.has("add")) {
        labels.add(change.get("add").asString(""));
      }
    }
    issue.labels(labels);
    return FakeAnswer.done();
  }

  private static FakeAnswer transition(FakeIssue issue, JsonNode body) {
    FakeStatus to = issue.status.after(body.path("transition").path("id").asString(""));
    if (to == null) {
      return FakeAnswer.error(400, "It seems that you have tried to perform an illegal transition");
    }
    if (to == FakeStatus.DONE && !body.path("fields").has("resolution")) {
      return FakeAnswer.errors(Map.of("resolution", "Resolution is required."));
    }
    issue.status = to;
    switch (to) {
      case DONE -> issue.fields.set("resolution", body.path("fields").path("resolution"));
      case REJECTED -> issue.fields.putObject("resolution").put("name", "Rejected");
      default -> issue.fields.remove("resolution");
    }
    return FakeAnswer.done();
  }
}
