package io.tocsin.bot.intake.sentry;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.Fields;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Sentry's web hook for issues: that of the plug-in ({@code project}, {@code level}, {@code event})
 * and that of integrations ({@code action}, {@code data.issue} or {@code data.event}). Of who was
 * touched nothing is read: user, address and request stay with Sentry.
 */
public final class SentryHook implements AlertFormat {
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  @Override
  public String name() {
    return "sentry";
  }

  @Override
  public String sender() {
    return "Sentry";
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    JsonNode data = child(body, "data");
    JsonNode issue = data.has("issue") ? data.get("issue") : body;
    JsonNode event = data.has("event") ? data.get("event") : child(body, "event");
    String title = first(Fields.text(event, "title"), Fields.firstText(issue, "title", "message"));
    if (title == null) {
      throw new UnreadableAlertsException("event.title, message (expected: a text)");
    }
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", title);
    Fields.put(labels, "service", project(issue, event));
    Fields.put(
        labels, "environment", first(Fields.text(event, "environment"), tag(event, "environment")));
    Fields.put(labels, "severity", first(Fields.text(event, "level"), Fields.text(issue, "level")));
    Map<String, String> annotations = new LinkedHashMap<>();
    Fields.put(
        annotations,
        "summary",
        first(Fields.text(issue, "message"), Fields.text(event, "message")));
    Fields.put(
        annotations,
        "description",
        first(Fields.text(issue, "culprit"), Fields.text(event, "culprit")));
    boolean over = "resolved".equals(Fields.text(body, "action"));
    return List.of(
        new SentAlert(
            first(Fields.text(event, "issue_id"), Fields.text(issue, "id")),
            labels,
            annotations,
            first(
                Fields.firstText(issue, "url", "permalink", "web_url"),
                Fields.text(event, "web_url")),
            over ? null : seen(issue, event),
            null,
            over));
  }

  private static @Nullable Instant seen(JsonNode issue, JsonNode event)
      throws UnreadableAlertsException {
    Instant seen = Fields.time(event, event.has("timestamp") ? "timestamp" : "datetime");
    return seen == null ? Fields.time(issue, "lastSeen") : seen;
  }

  private static JsonNode child(JsonNode object, String field) {
    @Nullable JsonNode child = object.get(field);
    return child == null || !child.isObject() ? NOTHING : child;
  }

  private static @Nullable String project(JsonNode issue, JsonNode event) {
    @Nullable JsonNode project = issue.get("project");
    return project != null && project.isObject()
        ? Fields.firstText(project, "slug", "name")
        : first(
            Fields.firstText(issue, "project_slug", "project_name", "project"),
            Fields.firstText(event, "project_slug", "project_name", "project"));
  }

  /** Tags are pairs. */
  private static @Nullable String tag(JsonNode event, String name) {
    @Nullable JsonNode tags = event.get("tags");
    if (tags != null && tags.isArray()) {
      for (JsonNode tag : tags) {
        if (tag.isArray() && tag.size() == 2 && name.equals(tag.get(0).asString())) {
          return tag.get(1).asString();
        }
      }
    }
    return null;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
