package io.tocsin.bot.jira;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The create screen of an issue type: which fields are on it, which are required.
 *
 * @param fields by id
 */
record Form(Map<String, Field> fields) {
  /** The editions call the list by different names. */
  static Form of(JsonNode answer, Edition edition) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (JsonNode field : list(answer, "fields")) {
      String id = field.path("fieldId").asString(field.path("key").asString(""));
      fields.put(id, new Field(id, field, edition));
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

  Optional<Field> field(String id) {
    return Optional.ofNullable(fields.get(id));
  }

  /** Required fields without a default that are not among those given. */
  List<Field> missing(Set<String> given) {
    return fields.values().stream()
        .filter(Field::isDemanded)
        .filter(field -> !given.contains(field.id()))
        .toList();
  }

  /** A setting's text as the field's value; empty where there is an objection. */
  Optional<Object> value(String id, String text) {
    return field(id).flatMap(field -> field.value(text));
  }

  /** Why settings cannot be values of their fields, for people. */
  List<String> objections(Map<String, String> settings) {
    return settings.entrySet().stream()
        .flatMap(setting -> objection(setting.getKey(), setting.getValue()).stream())
        .sorted()
        .toList();
  }

  Optional<String> objection(String id, String text) {
    Optional<Field> field = field(id);
    if (field.isEmpty()) {
      return Optional.of(id + ": it is not on the create screen");
    }
    return field.get().value(text).isPresent()
        ? Optional.empty()
        : Optional.of(
            field.get().name() + ": it takes " + field.get().takes() + ", not '" + text + '\'');
  }

  /** Names of the values that the field allows, by which people know them, with their ids. */
  Map<String, String> allowed(String id) {
    Map<String, String> byName = new LinkedHashMap<>();
    field(id).stream()
        .flatMap(Field::allowed)
        .forEach(
            value -> byName.put(value.path("name").asString(""), value.path("id").asString("")));
    return byName;
  }

  String nameOf(String id) {
    return field(id).map(Field::name).orElse(id);
  }
}
