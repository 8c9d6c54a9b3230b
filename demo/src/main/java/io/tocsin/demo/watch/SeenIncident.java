package io.tocsin.demo.watch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An incident as Tocsin's API shows it.
 *
 * @param name such as TOC-1
 * @param kind exception, crash or slowdown
 * @param culprit class, dot, method of the most suspect frame
 * @param account token
 * @param because why that owner, first what decided
 * @param timeline empty where only the list of incidents was read
 */
public record SeenIncident(
    String name,
    String kind,
    @Nullable String ticketKey,
    @Nullable String service,
    @Nullable String operation,
    @Nullable String traceId,
    @Nullable String account,
    @Nullable String culprit,
    @Nullable String team,
    @Nullable String person,
    List<String> because,
    List<SeenEvent> timeline) {
  static SeenIncident of(JsonNode json) {
    String kind = Fields.text(json, "kind");
    return new SeenIncident(
        Fields.required(json, "id"),
        kind == null ? "exception" : kind.toLowerCase(Locale.ROOT),
        Fields.text(json, "ticket_key"),
        Fields.text(json, "service"),
        Fields.text(json, "operation"),
        Fields.text(json, "trace_id"),
        Fields.text(json, "account_id"),
        culprit(json.path("culprit")),
        Fields.text(json, "owner", "team"),
        Fields.text(json, "owner", "person"),
        json.path("owner").path("because").valueStream().map(JsonNode::asString).toList(),
        json.path("timeline").valueStream().map(SeenEvent::of).toList());
  }

  /** The newest event of that kind. */
  public Optional<SeenEvent> event(String kind) {
    return timeline.stream().filter(event -> event.kind().equals(kind)).reduce((a, b) -> b);
  }

  private static @Nullable String culprit(JsonNode frame) {
    if (frame.isObject()) {
      return Fields.required(frame, "class") + '.' + Fields.required(frame, "method");
    }
    String text = frame.isMissingNode() || frame.isNull() ? null : frame.asString();
    return text == null ? null : text.substring(0, (text + '(').indexOf('('));
  }
}
