package io.tocsin.bot.readback;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

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
        Duration closeQuietAfter) {
  private static final Duration YEAR = Duration.ofDays(365);

  public ReadBackConfig {
    require("poll", poll, Duration.ofMillis(10), Duration.ofHours(1));
    require("reach_back", reachBack, Duration.ZERO, YEAR);
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
