package io.tocsin.bot.notice;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.List;

/** Whom a route tells, and when. */
public record StepConfig(
    @Setting(
            doc =
                "How long after the incident opened. Longer than 0s: only if nobody has"
                    + " acknowledged it by then.",
            def = "0s")
        Duration after,
    @Setting(doc = "Names of channels.") List<String> channels) {
  private static final Duration LONGEST = Duration.ofDays(7);

  public StepConfig {
    channels = List.copyOf(channels);
    if (after.isNegative() || after.compareTo(LONGEST) > 0) {
      throw new InvalidSettingException("after", after, "0s to " + LONGEST);
    }
    if (channels.isEmpty()) {
      throw new InvalidSettingException("channels", channels, "at least one");
    }
  }
}
