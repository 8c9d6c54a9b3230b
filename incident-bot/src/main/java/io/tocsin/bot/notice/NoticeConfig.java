package io.tocsin.bot.notice;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** {@code bot.notices}: who is told, and how messages are sent. */
public record NoticeConfig(
    @Setting(
            doc =
                "Ways from incidents to channels. Empty: every channel is told at once of all of its"
                    + " tenant's. What no route matches is not told.")
        List<RouteConfig> routes,
    @Setting(doc = "Language of messages, `en` or `zh`.", def = "en") Language language,
    @Setting(doc = "Zone of the times in messages, such as Asia/Shanghai.", def = "UTC")
        String zone,
    @Setting(
            doc =
                "More incidents than these waiting for a channel are gathered in one message; so are"
                    + " fewer, once half of what the channel takes in its time is used up.",
            def = "5")
        int gatherAbove,
    @Setting(doc = "Deliveries taken in one round of a channel at most.", def = "500") int batch,
    @Setting(
            doc =
                "How long a bot holds deliveries. Another takes over when it ends. At least five"
                    + " times a channel's request_timeout.",
            def = "60s")
        Duration lease,
    @Setting(doc = "How often to look for due deliveries when no bell rings.", def = "2s")
        Duration sweep,
    @Setting(
            doc =
                "Wait after a message that a channel did not take; doubled with each in a row, and"
                    + " between half of it and all of it by chance. Its Retry-After wins where it is"
                    + " longer.",
            def = "1s")
        Duration backoffFirst,
    @Setting(doc = "Longest wait of our own.", def = "2m") Duration backoffLongest,
    @Setting(
            doc =
                "A delivery that did not arrive for as long is refused and counted: a person may"
                    + " have it sent again.",
            def = "24h")
        Duration giveUpAfter) {
  public NoticeConfig {
    routes = List.copyOf(routes);
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new InvalidSettingException("zone", zone, "a zone such as Asia/Shanghai");
    }
    requireRange("gather_above", gatherAbove, 1, 1_000);
    requireRange("batch", batch, 1, 10_000);
    require("lease", lease, Duration.ofMillis(10), Duration.ofHours(1));
    require("sweep", sweep, Duration.ofMillis(10), Duration.ofMinutes(1));
    require("backoff_first", backoffFirst, Duration.ofMillis(1), Duration.ofMinutes(1));
    require("backoff_longest", backoffLongest, backoffFirst, Duration.ofHours(1));
    require("give_up_after", giveUpAfter, Duration.ofSeconds(1), Duration.ofDays(30));
  }

  private static void require(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }
}
