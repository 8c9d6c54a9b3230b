package io.tocsin.bot.intake.coralogix;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.Fields;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Coralogix' generic web hook: {@code name}, {@code alert_action} and a list of {@code fields}. A
 * field that its template left unfilled ({@code $SERVICE}, {@code *insert …*}) is as good as none.
 */
public final class CoralogixHook implements AlertFormat {
  @Override
  public String name() {
    return "coralogix";
  }

  @Override
  public String sender() {
    return "Coralogix";
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    String name = Fields.text(body, "name");
    if (name == null) {
      throw new UnreadableAlertsException("name (expected: a text)");
    }
    ObjectNode fields = filled(body);
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", name);
    String service = Fields.firstText(fields, "service", "subsystem", "application", "computer");
    Fields.put(labels, "service", service);
    Fields.put(labels, "application", Fields.text(fields, "application"));
    Fields.put(labels, "team", Fields.text(fields, "team"));
    String severity = Fields.firstText(fields, "severityLowercase", "severity", "priority");
    Fields.put(labels, "severity", severity == null ? null : severity.toLowerCase(Locale.ROOT));
    Map<String, String> annotations = new LinkedHashMap<>();
    Fields.put(annotations, "summary", Fields.text(body, "description"));
    Fields.put(annotations, "description", Fields.text(fields, "text"));
    Fields.put(annotations, "threshold", Fields.text(body, "threshold"));
    Fields.put(annotations, "hits", Fields.text(fields, "hitCount"));
    String start = fields.has("timestampISO") ? "timestampISO" : "timestampMs";
    return List.of(
        new SentAlert(
            Fields.text(fields, "alertUniqueIdentifier"),
            labels,
            annotations,
            Fields.text(body, "alert_url"),
            Fields.time(fields, fields.has(start) ? start : "timestamp"),
            null,
            "resolve".equalsIgnoreCase(Fields.text(body, "alert_action"))));
  }

  /** Fields and the body's own texts by name, without those that stand for nothing. */
  private static ObjectNode filled(JsonNode body) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    Fields.texts(body).forEach((key, value) -> put(all, key, value));
    @Nullable JsonNode fields = body.get("fields");
    if (fields != null && fields.isArray()) {
      for (JsonNode field : fields) {
        put(all, Fields.text(field, "key"), Fields.text(field, "value"));
      }
    }
    return all;
  }

  private static void put(ObjectNode all, @Nullable String key, @Nullable String value) {
    boolean empty =
        value == null
            || value.startsWith("$")
            || value.startsWith("*insert")
            || value.equals("null");
    if (key != null && !empty && !all.has(key)) {
      all.put(key, value);
    }
  }
}
