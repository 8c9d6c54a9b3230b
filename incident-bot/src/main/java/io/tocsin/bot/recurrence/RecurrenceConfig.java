package io.tocsin.bot.recurrence;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code bot.recurrence}. */
public record RecurrenceConfig(
    @Setting(
            doc =
                "A ticket whose fault goes on gets one comment at the end of each window this long,"
                    + " with what happened in it. 0s: none.",
            def = "1h")
        Duration commentEvery,
    @Setting(
            doc =
                "A fault that is back within this time after its incident was closed reopens the"
                    + " incident and its ticket. Later it is a new incident, with a ticket that"
                    + " names the one before. 0s: always new.",
            def = "7d")
        Duration reopenWithin,
    @Setting(
            doc =
                "After people closed a ticket as done, how long the fault in a version that had it"
                    + " before counts as instances that still run it, and reopens nothing. A"
                    + " version that was first seen later counts at once.",
            def = "24h")
        Duration oldVersionFor) {
  private static final Duration LONGEST_WINDOW = Duration.ofDays(7);
  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  public RecurrenceConfig {
    if (!commentEvery.isZero()
        && (commentEvery.compareTo(SHORTEST_WINDOW) < 0
            || commentEvery.compareTo(LONGEST_WINDOW) > 0)) {
      throw new InvalidSettingException(
          "comment_every", commentEvery, "0s, or " + SHORTEST_WINDOW + " to " + LONGEST_WINDOW);
    }
    require("reopen_within", reopenWithin);
    require("old_version_for", oldVersionFor);
  }

  private static void require(String key, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new InvalidSettingException(key, value, "0s to " + LONGEST);
    }
  }
}
