package io.tocsin.bot.intake.grafana;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.LabelledAlert;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Grafana's web hook: {@code alerts} as Alertmanager has them, with {@code valueString} and links;
 * or one alert alone, with {@code title}, {@code labels} and {@code annotations}.
 */
public final class GrafanaHook implements AlertFormat {
  @Override
  public String name() {
    return "grafana";
  }

  @Override
  public String sender() {
    return "Grafana";
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    @Nullable JsonNode sent = body.get("alerts");
    if (sent == null && body.has("labels")) {
      return List.of(LabelledAlert.read(body));
    }
    if (sent == null || !sent.isArray()) {
      throw new UnreadableAlertsException("alerts (expected: a list)");
    }
    List<SentAlert> alerts = new ArrayList<>();
    for (JsonNode alert : sent) {
      alerts.add(LabelledAlert.read(alert));
    }
    return alerts;
  }
}
