package io.tocsin.bot.evidence;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** How evidence is looked for that comes after the ticket. */
public record EvidenceConfig(
    @Setting(
            doc =
                "How long after an incident was opened its evidence is looked for. Then the ticket"
                    + " is edited, and what was not found is said. At most 60s.",
            def = "50s")
        Duration limit,
    @Setting(doc = "How often to look again until then.", def = "2s") Duration lookAgain,
    @Setting(
            doc = "How much of the profile of before is compared with that of a slowdown.",
            def = "10m")
        Duration comparedBefore,
    @Setting(
            doc =
                "A version that was seen first within this time before an incident is taken for its"
                    + " change.",
            def = "1h")
        Duration releaseWithin) {
  public EvidenceConfig {
    require("limit", limit, Duration.ofMillis(1), Duration.ofMinutes(1));
    require("look_again", lookAgain, Duration.ofMillis(1), Duration.ofSeconds(30));
    require("compared_before", comparedBefore, Duration.ofSeconds(10), Duration.ofHours(6));
    require("release_within", releaseWithin, Duration.ofSeconds(1), Duration.ofDays(7));
  }

  private static void require(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }
}
