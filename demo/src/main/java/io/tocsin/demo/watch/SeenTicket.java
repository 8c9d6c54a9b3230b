package io.tocsin.demo.watch;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A ticket as the tracker's API shows it. */
public record SeenTicket(
    String id,
    String key,
    String url,
    String title,
    String body,
    @Nullable String team,
    @Nullable String assignee) {
  static SeenTicket of(JsonNode json) {
    return new SeenTicket(
        Fields.required(json, "id"),
        Fields.required(json, "key"),
        Fields.required(json, "url"),
        Fields.required(json, "title"),
        Fields.required(json, "body"),
        Fields.text(json, "team"),
        Fields.text(json, "assignee"));
  }
}
