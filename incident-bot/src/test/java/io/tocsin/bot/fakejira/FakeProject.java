package io.tocsin.bot.fakejira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Project PAY: its create screen, its people, its issues. Not safe for several threads. */
final class FakeProject {
  static final String KEY = "PAY";
  private static final String TYPE = "Bug";
  private static final int MAX_SUMMARY = 255;
  private static final int MAX_TEXT = 32_767;
  private static final Set<String> PRIORITIES = Set.of("Highest", "High", "Medium", "Low");
  static final List<Map<String, Object>> USERS =
      List.of(
          Map.of(
              "accountId",
              "5b10-a",
              "name",
              "deva",
              "displayName",
              "dev-a",
              "emailAddress",
              "dev-a@bank.example"),
          Map.of("accountId", "5b10-b", "name", "devb", "displayName", "dev-b"));

  /** By each key that they ever had. */
  private final Map<String, FakeIssue> issues = new LinkedHashMap<>();

  private final List<FakeField> demanded = new ArrayList<>();
  private final List<Map<String, String>> costCentres =
      new ArrayList<>(List.of(Map.of("id", "77", "value", "Payments")));
  private int last;

  /** Who gets issues that are filed for nobody; null for nobody. */
  private Map<String, Object> defaultAssignee;

  List<FakeIssue> all() {
    return issues.values().stream().distinct().toList();
  }

  Optional<FakeIssue> find(String key) {
    return Optional.ofNullable(issues.get(key));
  }

  static List<Map<String, Object>> assignable(String words) {
    return USERS.stream()
        .filter(user -> user.values().stream().anyMatch(v -> v.toString().contains(words)))
        .toList();
  }

  private static final List<Map<String, String>> COMPONENTS =
      List.of(Map.of("id", "501", "name", "Fees"), Map.of("id", "502", "name", "refunds"));

  static Map<String, Object> types(String list) {
    return Map.of(
        list, List.of(Map.of("id", "1", "name", "Task"), Map.of("id", "2", "name", TYPE)));
  }

  /** The custom field is required, as some administrator wanted. */
  Map<String, Object> form(String list, JiraFaults faults) {
    List<Object> fields = new ArrayList<>();
    for (String id : List.of("summary", "issuetype", "project")) {
      fields.add(Map.of("fieldId", id, "name", id, "required", true, "hasDefaultValue", false));
    }
    for (String id : List.of("description", "labels", "priority", "assignee")) {
      if (!faults.notOnScreen().contains(id)) {
        fields.add(Map.of("fieldId", id, "name", id, "required", false));
      }
    }
    if (!faults.notOnScreen().contains("components")) {
      fields.add(
          Map.of(
              "fieldId",
              "components",
              "name",
              "Components",
              "required",
              false,
              "schema",
              Map.of("type", "array", "items", "component"),
              "allowedValues",
              COMPONENTS));
    }
    fields.add(
        Map.of(
            "fieldId",
            "customfield_10010",
            "name",
            "Cost centre",
            "required",
            true,
            "hasDefaultValue",
            false,
            "schema",
            Map.of("type", "option", "custom", "select"),
            "allowedValues",
            List.copyOf(costCentres)));
    fields.addAll(FakeField.shown(demanded));
    return Map.of(list, fields);
  }

  /** Errors by field; empty where it can be created. */
  Map<String, String> errors(JsonNode fields, boolean documents, JiraFaults faults) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (!fields.path("project").path("key").asString("").equals(KEY)) {
      errors.put("project", "valid project is required");
    }
    if (!fields.path("issuetype").path("name").asString("").equals(TYPE)) {
      errors.put("issuetype", "valid issue type is required");
    }
    String summary = fields.path("summary").asString("");
    if (summary.isEmpty() || summary.contains("\n")) {
      errors.put("summary", "The summary is invalid because it contains newline characters.");
    } else if (summary.length() > MAX_SUMMARY) {
      errors.put("summary", "Summary can't exceed 255 characters.");
    }
    JsonNode description = fields.path("description");
    if (documents
        != (description.isObject() && description.path("type").asString("").equals("doc"))) {
      errors.put("description", "Operation value must be an Atlassian Document or a string");
    } else if (description.isString() && description.asString().length() > MAX_TEXT) {
      errors.put("description", "The entered text is too long.");
    }
    for (JsonNode label : fields.path("labels")) {
      if (label.asString("").contains(" ") || label.asString("").length() > MAX_SUMMARY) {
        errors.put("labels", "The label '" + label.asString("") + "' contains spaces.");
      }
    }
    JsonNode priority = fields.path("priority").path("name");
    if (!priority.isMissingNode() && !PRIORITIES.contains(priority.asString(""))) {
      errors.put("priority", "The priority selected is invalid.");
    }
    if (fields.has("assignee") && user(fields.get("assignee")).isEmpty()) {
      errors.put("assignee", "User cannot be assigned issues.");
    }
    for (JsonNode component : fields.path("components")) {
      if (COMPONENTS.stream()
          .noneMatch(c -> c.get("id").equals(component.path("id").asString("")))) {
        errors.put("components", "Component id '" + component + "' is not valid.");
      }
    }
    JsonNode centre = fields.path("customfield_10010");
    if (centre.isMissingNode()) {
      errors.put("customfield_10010", "Cost centre is required.");
    } else if (costCentres.stream()
        .noneMatch(each ->
            each.get("id").equals(centre.path("id").asString(""))
                || each.get("value").equals(centre.path("value").asString("")))) {
      errors.put("customfield_10010", "Option '" + centre + "' is not valid");
    }
    for (FakeField field : demanded) {
      field
          .error(fields.path(field.id()), documents)
          .ifPresent(error -> errors.put(field.id(), error));
    }
    for (String field : faults.notOnScreen()) {
      if (fields.has(field)) {
        errors.put(
            field,
            "Field '%s' cannot be set. It is not on the appropriate screen, or unknown."
                .formatted(field));
      }
    }
    return errors;
  }

  static Optional<Map<String, Object>> user(JsonNode id) {
    return USERS.stream()
        .filter(user ->
            user.get("accountId").equals(id.path("accountId").asString(""))
                || user.get("name").equals(id.path("name").asString("")))
        .findFirst();
  }

  void demand(FakeField field) {
    demanded.add(field);
  }

  void addCostCentre(String id, String value) {
    costCentres.add(Map.of("id", id, "value", value));
  }

  void defaultAssignee(String name) {
    defaultAssignee =
        USERS.stream().filter(user -> user.get("name").equals(name)).findFirst().orElseThrow();
  }

  /** To another project; it is still found by its old key. */
  void move(String key, String to) {
    FakeIssue issue = issues.get(key);
    issue.key = to;
    issues.put(to, issue);
  }

  void delete(String key) {
    FakeIssue gone = issues.get(key);
    issues.values().removeIf(issue -> issue == gone);
  }

  FakeIssue create(ObjectNode fields, JsonNode properties, Instant now) {
    if (defaultAssignee != null && !fields.has("assignee")) {
      fields.set("assignee", FakeJira.JSON.valueToTree(defaultAssignee));
    }
    String key = KEY + '-' + ++last;
    FakeIssue issue = new FakeIssue(key, now, fields, properties);
    issues.put(key, issue);
    return issue;
  }
}
