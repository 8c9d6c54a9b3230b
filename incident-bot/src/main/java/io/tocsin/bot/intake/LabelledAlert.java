package io.tocsin.bot.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An alert as Prometheus, Alertmanager and Grafana write it: {@code labels}, {@code annotations},
 * {@code startsAt}, {@code endsAt}, {@code generatorURL}, and sometimes {@code status}.
 */
public final class LabelledAlert {
  private LabelledAlert() {}

  public static SentAlert read(JsonNode alert) throws UnreadableAlertsException {
    if (!alert.isObject()) {
      throw new UnreadableAlertsException("alerts (expected: an object for each)");
    }
    Map<String, String> annotations = new LinkedHashMap<>(Fields.texts(alert.get("annotations")));
    Fields.put(annotations, "summary", Fields.text(alert, "summary"));
    Fields.put(annotations, "description", Fields.text(alert, "description"));
    Fields.put(annotations, "value", Fields.text(alert, "valueString"));
    Map<String, String> labels = new LinkedHashMap<>(Fields.texts(alert.get("labels")));
    String title = Fields.firstText(alert, "title", "alertname");
    if (title != null) {
      labels.putIfAbsent("alertname", title);
    }
    return new SentAlert(
        null,
        labels,
        annotations,
        Fields.firstText(alert, "panelURL", "generatorURL"),
        Fields.time(alert, "startsAt"),
        Fields.time(alert, "endsAt"),
        "resolved".equalsIgnoreCase(Fields.text(alert, "status")));
  }
}
