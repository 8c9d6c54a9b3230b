package io.tocsin.demo.watch;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Text out of JSON. */
final class Fields {
  private Fields() {}

  static String required(JsonNode json, String field) {
    return json.required(field).asString();
  }

  /** Null where the field is absent or null. */
  static @Nullable String text(JsonNode json, String... path) {
    JsonNode node = json;
    for (String field : path) {
      node = node.path(field);
    }
    return node.isMissingNode() || node.isNull() ? null : node.asString();
  }
}
