package io.tocsin.bot.notice.pagerduty;

import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.notice.Severity;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code pagerduty} of a channel. */
public record PagerDutyConfig(
    @Setting(
            doc = "Address of the Events API; https://events.eu.pagerduty.com in Europe.",
            def = "https://events.pagerduty.com")
        URI url,
    @Setting(doc = "Integration key of the service (Events API v2).") Secret routingKey,
    @Setting(
            doc =
                "Severity of all alerts: critical, error, warning or info. Absent: by the priority"
                    + " of the incident's ticket, 1 critical, 2 error, 3 warning, 4 info.")
        @Nullable Severity severity) {
  public PagerDutyConfig {
    Site.require(url);
  }
}
