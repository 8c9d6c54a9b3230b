package io.tocsin.bot.intake.datadog;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.Fields;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Datadog's web hook. Its body is the user's own template; read are the names of Datadog's own
 * integrations: {@code title}, {@code tags}, {@code priority}, {@code scopes}, {@code monitor_id},
 * {@code alert_transition}, {@code date}, {@code link}.
 */
public final class DatadogHook implements AlertFormat {
  @Override
  public String name() {
    return "datadog";
  }

  @Override
  public String sender() {
    return "Datadog";
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    String title = Fields.firstText(body, "title", "event_title", "alert_title");
    if (title == null) {
      throw new UnreadableAlertsException("title (expected: a text)");
    }
    Map<String, String> labels = tags(body.get("tags"));
    String scope = scope(body);
    labels.put("alertname", title);
    Fields.put(labels, "monitor_id", Fields.firstText(body, "monitor_id", "alert_id"));
    Fields.put(labels, "host", scope);
    if (!labels.containsKey("service") && scope != null) {
      labels.put("service", scope);
    }
    String severity = severity(body);
    if (severity != null) {
      labels.put("severity", severity);
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    Fields.put(annotations, "summary", Fields.firstText(body, "message", "body", "event_msg"));
    Fields.put(annotations, "description", Fields.text(body, "description"));
    Fields.put(annotations, "query", Fields.text(body, "query"));
    return List.of(
        new SentAlert(
            null,
            labels,
            annotations,
            Fields.firstText(body, "link", "url"),
            Fields.time(body, body.has("date") ? "date" : "last_updated"),
            null,
            isOver(body)));
  }

  /** {@code environment:production, team:backend}, as one text or as a list. */
  private static Map<String, String> tags(@Nullable JsonNode node) {
    List<String> all = new ArrayList<>();
    if (node != null && node.isArray()) {
      node.forEach(tag -> all.add(tag.asString()));
    } else if (node != null && node.isString()) {
      all.addAll(List.of(node.asString().split(",")));
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : all) {
      int colon = tag.indexOf(':');
      if (colon > 0 && colon < tag.length() - 1) {
        tags.putIfAbsent(tag.substring(0, colon).strip(), tag.substring(colon + 1).strip());
      }
    }
    return tags;
  }

  private static @Nullable String scope(JsonNode body) {
    @Nullable JsonNode scopes = body.get("scopes");
    if (scopes != null && scopes.isArray()) {
      return scopes.isEmpty() ? null : scopes.get(0).asString();
    }
    return Fields.firstText(body, "scopes", "alert_scope", "hostname");
  }

  /** {@code P3}, or the same as a number. */
  private static @Nullable String severity(JsonNode body) {
    String priority = Fields.text(body, "priority");
    if (priority == null) {
      return Fields.text(body, "alert_type");
    }
    String lower = priority.toLowerCase(Locale.ROOT);
    return lower.matches("[1-5]") ? "p" + lower : lower;
  }

  private static boolean isOver(JsonNode body) {
    String transition = Fields.firstText(body, "alert_transition", "transition", "alert_status");
    String said = transition == null ? "" : transition.toLowerCase(Locale.ROOT);
    return said.contains("recovered") || said.equals("ok");
  }
}
