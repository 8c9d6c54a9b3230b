package io.tocsin.demo.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An incident as Tocsin's API shows it.
 *
 * @param name such as TOC-1
 * @param culprit class, dot, method of the most suspect frame
 * @param account token
 * @param because why that owner, first what decided
 */
public record SeenIncident(
    String name,
    @Nullable String ticketKey,
    @Nullable String traceId,
    @Nullable String account,
    @Nullable String culprit,
    @Nullable String team,
    @Nullable String person,
    List<String> because) {
  static SeenIncident of(JsonNode json) {
    String frame = Fields.text(json, "culprit");
    return new SeenIncident(
        Fields.required(json, "id"),
        Fields.text(json, "ticket_key"),
        Fields.text(json, "trace_id"),
        Fields.text(json, "account_id"),
        frame == null ? null : frame.substring(0, (frame + '(').indexOf('(')),
        Fields.text(json, "owner", "team"),
        Fields.text(json, "owner", "person"),
        json.path("owner").path("because").valueStream().map(JsonNode::asString).toList());
  }
}
