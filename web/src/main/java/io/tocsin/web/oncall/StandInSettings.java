package io.tocsin.web.oncall;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code web.stand_ins} */
public record StandInSettings(
    @Setting(
            doc =
                "Stand-ins of one tenant that are not over, at most; beyond, new ones are refused.",
            def = "500")
        int most,
    @Setting(doc = "How long somebody may stand in.", def = "60d") Duration longest) {
  public StandInSettings {
    InvalidSettingException.requireRange("most", most, 1, 10_000);
    if (longest.compareTo(Duration.ofMinutes(1)) < 0
        || longest.compareTo(Duration.ofDays(366)) > 0) {
      throw new InvalidSettingException("longest", longest, "1m to 366d");
    }
  }

  public static StandInSettings defaults() {
    return new StandInSettings(500, Duration.ofDays(60));
  }
}
