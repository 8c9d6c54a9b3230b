package io.tocsin.bot.jira;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The create screen of an issue type: which fields are on it, which are required.
 *
 * @param fields by id
 */
record Form(Map<String, JsonNode> fields) {
  /** The editions call the list by different names. */
  static Form of(JsonNode answer) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (JsonNode field : list(answer, "fields")) {
      fields.put(field.path("fieldId").asString(field.path("key").asString("")), field);
    }
    return new Form(fields);
  }

  static List<JsonNode> list(JsonNode answer, String name) {
    JsonNode list = answer.has(name) ? answer.get(name) : answer.path("values");
    List<JsonNode> all = new ArrayList<>();
    list.forEach(all::add);
    return all;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** Required fields without a default that are not among those given. */
  List<String> missing(Map<String, Object> given) {
    return fields.entrySet().stream()
        .filter(field -> field.getValue().path("required").asBoolean(false))
        .filter(field -> !field.getValue().path("hasDefaultValue").asBoolean(false))
        .map(Map.Entry::getKey)
        .filter(id -> !given.containsKey(id))
        .toList();
  }

  /**
   * A value that the field takes, so that the ticket can be filed at all: the first that it allows,
   * or a word of ours; null for a kind of field that no guess can fill.
   */
  @Nullable Object anyValue(String id) {
    JsonNode field = fields.getOrDefault(id, MissingNode.getInstance());
    JsonNode allowed = field.path("allowedValues");
    String type = field.path("schema").path("type").asString("");
    if (!allowed.isEmpty()) {
      Map<String, Object> first = Map.of("id", allowed.get(0).path("id").asString(""));
      return type.equals("array") ? List.of(first) : first;
    }
    return switch (type) {
      case "string" -> "set by Tocsin";
      case "number" -> 0;
      default -> null;
    };
  }

  /** A setting's text in the form that the field takes. */
  Object value(String id, String text) {
    JsonNode field = fields.get(id);
    String type = field == null ? "" : field.path("schema").path("type").asString("");
    String items = field == null ? "" : field.path("schema").path("items").asString("");
    return switch (type) {
      case "option", "priority", "version", "component" -> named(type, text);
      case "array" -> List.of(items.equals("string") ? text : named(items, text));
      case "number" -> Double.valueOf(text);
      default -> text;
    };
  }

  private static Map<String, Object> named(String type, String text) {
    return Map.of(type.equals("option") ? "value" : "name", text);
  }

  /** Names of the values that the field allows, by which people know them, with their ids. */
  Map<String, String> allowed(String id) {
    Map<String, String> byName = new LinkedHashMap<>();
    JsonNode field = fields.getOrDefault(id, MissingNode.getInstance());
    field
        .path("allowedValues")
        .forEach(
            value -> byName.put(value.path("name").asString(""), value.path("id").asString("")));
    return byName;
  }

  String nameOf(String id) {
    JsonNode field = fields.get(id);
    return field == null ? id : field.path("name").asString(id);
  }
}
