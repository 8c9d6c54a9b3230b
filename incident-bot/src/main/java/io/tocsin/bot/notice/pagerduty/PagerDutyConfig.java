package io.tocsin.bot.notice.pagerduty;

import io.tocsin.bot.exchange.Site;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;

/** {@code pagerduty} of a channel. */
public record PagerDutyConfig(
    @Setting(
            doc = "Address of the Events API; https://events.eu.pagerduty.com in Europe.",
            def = "https://events.pagerduty.com")
        URI url,
    @Setting(doc = "Integration key of the service (Events API v2).") Secret routingKey,
    @Setting(doc = "Severity of alerts: critical, error, warning or info.", def = "critical")
        Severity severity) {
  /** As PagerDuty names them. */
  public enum Severity {
    CRITICAL,
    ERROR,
    WARNING,
    INFO
  }

  public PagerDutyConfig {
    Site.require(url);
  }
}
