package io.tocsin.bot.intake.alertmanager;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.LabelledAlert;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Alertmanager's web hook, version 4: {@code alerts}, each with its own {@code status}. */
public final class AlertmanagerHook implements AlertFormat {
  @Override
  public String name() {
    return "alertmanager";
  }

  @Override
  public String sender() {
    return "Alertmanager";
  }

  /** It is repeated by {@code repeat_interval}, hours apart. */
  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public List<SentAlert> read(JsonNode body) throws UnreadableAlertsException {
    @Nullable JsonNode sent = body.get("alerts");
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
