package io.tocsin.bot.notice;

import io.tocsin.bot.oncall.OnCallStep;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a route tells, and when. */
public record StepConfig(
    @Setting(
            doc =
                "How long after the incident opened. Longer than 0s: only if nobody has"
                    + " acknowledged it by then.",
            def = "0s")
        Duration after,
    @Setting(doc = "Names of channels.") List<String> channels,
    @Setting(
            doc =
                "Whoever is on call, as SCHEDULE/LAYER: told on the channels of that person. Later"
                    + " than 0s it is whoever is on call by then.")
        @Nullable String onCall) {
  private static final Duration LONGEST = Duration.ofDays(7);

  public StepConfig {
    channels = List.copyOf(channels);
    if (after.isNegative() || after.compareTo(LONGEST) > 0) {
      throw new InvalidSettingException("after", after, "0s to " + LONGEST);
    }
    if (channels.isEmpty() && onCall == null) {
      throw new InvalidSettingException("channels", channels, "at least one, or on_call");
    }
    try {
      if (onCall != null) {
        OnCallStep.of(onCall);
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          "on_call", onCall, "a schedule and its layer: SCHEDULE/LAYER");
    }
  }
}
