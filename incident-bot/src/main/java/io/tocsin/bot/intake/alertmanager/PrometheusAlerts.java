package io.tocsin.bot.intake.alertmanager;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.LabelledAlert;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The postable alerts of Alertmanager's API v2, a list of them, or one alone. There is no word for
 * "resolved": an alert is over once its end is past.
 */
public final class PrometheusAlerts implements AlertFormat {
  @Override
  public String name() {
    return "prometheus";
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
    if (body.isObject() && body.has("labels")) {
      return List.of(LabelledAlert.read(body));
    }
    if (!body.isArray()) {
      throw new UnreadableAlertsException("body (expected: a list of alerts)");
    }
    List<SentAlert> alerts = new ArrayList<>();
    for (JsonNode alert : body) {
      alerts.add(LabelledAlert.read(alert));
    }
    return alerts;
  }
}
