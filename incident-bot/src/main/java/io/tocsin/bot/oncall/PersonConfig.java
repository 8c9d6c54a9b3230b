package io.tocsin.bot.oncall;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.util.List;

/** {@code bot.people.NAME}: somebody who may be on call. */
public record PersonConfig(
    @Setting(doc = "Names of the channels that reach this person.") List<String> channels) {
  public PersonConfig {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new InvalidSettingException("channels", channels, "at least one");
    }
  }
}
