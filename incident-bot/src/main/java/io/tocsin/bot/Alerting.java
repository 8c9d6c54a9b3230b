package io.tocsin.bot;

import io.tocsin.bot.alert.AlertEnds;
import io.tocsin.bot.alert.Alerts;
import io.tocsin.model.incident.IncidentJournal;

/** Alerts of other systems: how they come in, and how those end of which no word comes. */
record Alerting(Alerts alerts, AlertEnds ends) {
  static Alerting of(BotConfig config, Surroundings house, IncidentJournal journal) {
    return new Alerting(
        new Alerts(
            config.alerts(),
            config.intake(),
            Formats.ALL,
            house.alerts(),
            house.alertSearch(),
            house.effects(),
            house.mask(),
            house.posted(),
            house.clock()),
        new AlertEnds(
            config.alerts(),
            house.alertSearch(),
            house.alerts(),
            journal,
            house.audit(),
            config.sweep(),
            house.clock()));
  }
}
