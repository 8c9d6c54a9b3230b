package io.tocsin.web.silences;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code web.silences} */
public record SilenceSettings(
    @Setting(
            doc =
                "Silences of one tenant that are not expired, at most; beyond, new ones are refused.",
            def = "1000")
        int most,
    @Setting(doc = "Matchers of one silence at most.", def = "20") int matchers,
    @Setting(doc = "How long a silence may last.", def = "90d") Duration longest) {
  public SilenceSettings {
    InvalidSettingException.requireRange("most", most, 1, 10_000);
    InvalidSettingException.requireRange("matchers", matchers, 1, 100);
    if (longest.compareTo(Duration.ofMinutes(1)) < 0
        || longest.compareTo(Duration.ofDays(3_650)) > 0) {
      throw new InvalidSettingException("longest", longest, "1m to 3650d");
    }
  }

  public static SilenceSettings defaults() {
    return new SilenceSettings(1_000, 20, Duration.ofDays(90));
  }
}
