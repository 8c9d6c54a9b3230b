package io.tocsin.bot;

import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.alertmanager.AlertmanagerHook;
import io.tocsin.bot.intake.alertmanager.PrometheusAlerts;
import io.tocsin.bot.intake.cloudwatch.CloudWatchAlarm;
import io.tocsin.bot.intake.coralogix.CoralogixHook;
import io.tocsin.bot.intake.datadog.DatadogHook;
import io.tocsin.bot.intake.googlecloud.GoogleCloudIncident;
import io.tocsin.bot.intake.grafana.GrafanaHook;
import io.tocsin.bot.intake.graylog.GraylogEvent;
import io.tocsin.bot.intake.sentry.SentryHook;
import java.util.List;

/** What other systems may send. */
final class Formats {
  static final List<AlertFormat> ALL =
      List.of(
          new PrometheusAlerts(),
          new AlertmanagerHook(),
          new GrafanaHook(),
          new DatadogHook(),
          new CloudWatchAlarm(),
          new SentryHook(),
          new GoogleCloudIncident(),
          new GraylogEvent(),
          new CoralogixHook());

  private Formats() {}
}
