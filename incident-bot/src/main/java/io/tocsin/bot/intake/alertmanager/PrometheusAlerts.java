package io.tocsin.bot.intake.alertmanager;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.Fields;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The postable alerts of Alertmanager's API v2: a list of {@code labels}, {@code annotations},
 * {@code startsAt}, {@code endsAt}, {@code generatorURL}. There is no word for "resolved": an alert
 * is over once its end is past.
 */
public final class PrometheusAlerts implements AlertFormat {
  public static final String NAME = "prometheus";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String sender() {
    return "Prometheus";
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    if (!body.isArray()) {
      throw new UnreadableAlertsException("body (expected: a list of alerts)");
    }
    List<SentAlert> alerts = new ArrayList<>();
    for (JsonNode alert : body) {
      alerts.add(alert(alert, false));
    }
    return alerts;
  }

  /** Alertmanager's web hook and Grafana's use the same fields for each alert. */
  static SentAlert alert(JsonNode alert, boolean resolved) throws UnreadableAlertsException {
    return new SentAlert(
        Fields.texts(alert.get("labels")),
        Fields.texts(alert.get("annotations")),
        Fields.text(alert, "generatorURL"),
        Fields.time(alert, "startsAt"),
        Fields.time(alert, "endsAt"),
        resolved);
  }
}
