package io.tocsin.demo.watch;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One line of an incident's timeline.
 *
 * @param kind in lower case, such as {@code profile_found}
 */
public record SeenEvent(String kind, Map<String, String> details, String because) {
  static SeenEvent of(JsonNode json) {
    Map<String, String> details = new HashMap<>();
    json.path("details")
        .properties()
        .forEach(detail -> details.put(detail.getKey(), detail.getValue().asString()));
    return new SeenEvent(
        Fields.required(json, "kind").toLowerCase(Locale.ROOT),
        Map.copyOf(details),
        json.path("because").asString(""));
  }

  /** "-" where it is not there. */
  public String detail(String name) {
    return details.getOrDefault(name, "-");
  }
}
