package io.tocsin.bot.fakejira;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A custom field that some administrator demands, and in which form Jira takes it.
 *
 * @param type of the schema; of a list {@code array of} that of its items, of one line of text
 *     {@code textfield}, of several {@code textarea}
 */
public record FakeField(String id, String name, String type) {
  /** A text that the field takes by its form, and Jira not. */
  public static final String WRONG = "wrong";

  private static final String CUSTOM = "com.atlassian.jira.plugin.system.customfieldtypes:";
  private static final String LIST = "array of ";

  Map<String, Object> shown() {
    Map<String, Object> schema = new HashMap<>();
    schema.put("custom", CUSTOM + type);
    if (type.startsWith(LIST)) {
      schema.put("type", "array");
      schema.put("items", type.substring(LIST.length()));
    } else {
      schema.put("type", type.startsWith("text") || type.equals("url") ? "string" : type);
    }
    return Map.of(
        "fieldId", id, "name", name, "required", true, "hasDefaultValue", false, "schema", schema);
  }

  /**
   * @param documents whether long texts are documents, and users have an {@code accountId}
   */
  Optional<String> error(JsonNode value, boolean documents) {
    if (value.isMissingNode()) {
      return Optional.of(name + " is required.");
    }
    boolean fits =
        switch (type) {
          case "number" -> value.isNumber();
          case "date" -> value.asString("").matches("\\d{4}-\\d\\d-\\d\\d");
          case "datetime" ->
              value.asString("").matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}[+-]\\d{4}");
          case "user" ->
              value.size() == 1
                  && value.has(documents ? "accountId" : "name")
                  && FakeProject.user(value).isPresent();
          case "url" -> value.asString("").startsWith("http");
          case "textarea" ->
              documents ? value.path("type").asString("").equals("doc") : value.isString();
          case "array of string" ->
              value.isArray()
                  && value.valueStream().allMatch(each -> each.asString(" ").matches("\\S+"));
          default -> value.isString();
        };
    return fits && !value.asString("").equals(WRONG)
        ? Optional.empty()
        : Optional.of(name + " is not valid.");
  }

  static List<Object> shown(List<FakeField> fields) {
    return fields.stream().map(field -> (Object) field.shown()).toList();
  }
}
