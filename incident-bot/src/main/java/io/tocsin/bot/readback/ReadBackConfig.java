package io.tocsin.bot.readback;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code bot.read_back}. */
public record ReadBackConfig(
    @Setting(
            doc =
                "How often the tracker is asked which tickets people have changed: status and"
                    + " assignee are shown, and a closed ticket closes its incident.",
            def = "60s")
        Duration poll,
    @Setting(doc = "How far back the first look after a start reaches.", def = "7d")
        Duration reachBack,
    @Setting(
            doc =
                "An incident that nobody has taken is closed when its fault was not seen for so"
                    + " long, and its ticket with it where nobody has touched that. 0s: never.",
            def = "7d")
        Duration closeQuietAfter,
    @Setting(
            doc =
                "Secret with which Jira, GitHub or GitLab signs what it posts to /hooks/tracker"
                    + " when a ticket changes. At least 16 characters. Absent: nothing is taken"
                    + " there, and changes are seen by polling only.")
        @Nullable Secret webhookSecret,
    @Setting(doc = "For how long such posts are gathered before the tickets are read.", def = "1s")
        Duration webhookGather) {
  private static final int LEAST_SECRET = 16;
  private static final Duration YEAR = Duration.ofDays(365);

  public ReadBackConfig {
    require("poll", poll, Duration.ofMillis(10), Duration.ofHours(1));
    require("reach_back", reachBack, Duration.ZERO, YEAR);
    require("webhook_gather", webhookGather, Duration.ZERO, Duration.ofMinutes(1));
    if (webhookSecret != null && webhookSecret.reveal().length() < LEAST_SECRET) {
      throw new InvalidSettingException("webhook_secret", "***", "at least 16 characters");
    }
    if (!closeQuietAfter.isZero()) {
      require("close_quiet_after", closeQuietAfter, Duration.ofMinutes(1), YEAR);
    }
  }

  private static void require(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }
}
