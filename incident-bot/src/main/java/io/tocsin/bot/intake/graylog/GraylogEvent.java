package io.tocsin.bot.intake.graylog;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.Fields;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Graylog's HTTP notification: an {@code event} of a definition. Graylog never says that one is
 * over. Of its {@code fields} only those it is grouped by are read.
 */
public final class GraylogEvent implements AlertFormat {
  @Override
  public String name() {
    return "graylog";
  }

  @Override
  public String sender() {
    return "Graylog";
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    @Nullable JsonNode event = body.get("event");
    String title = Fields.text(body, "event_definition_title");
    if (event == null || !event.isObject() || title == null) {
      throw new UnreadableAlertsException("event, event_definition_title (expected: both)");
    }
    Map<String, String> groups = Fields.texts(event.get("group_by_fields"));
    Map<String, String> labels = new LinkedHashMap<>(groups);
    labels.put("alertname", title);
    Fields.put(labels, "event_definition_id", Fields.text(body, "event_definition_id"));
    String source = Fields.text(event, "source");
    if (source != null) {
      labels.putIfAbsent("service", source);
    }
    String priority = Fields.text(event, "priority");
    labels.put(
        "severity",
        switch (priority == null ? "" : priority) {
          case "1" -> "low";
          case "3" -> "high";
          case "4" -> "critical";
          default -> "medium";
        });
    Map<String, String> annotations = new LinkedHashMap<>();
    Fields.put(annotations, "summary", Fields.text(event, "message"));
    Fields.put(annotations, "description", Fields.text(body, "event_definition_description"));
    return List.of(
        new SentAlert(
            null, labels, annotations, null, Fields.time(event, "timestamp"), null, false));
  }
}
