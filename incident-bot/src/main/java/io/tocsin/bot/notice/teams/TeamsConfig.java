package io.tocsin.bot.notice.teams;

import io.tocsin.bot.exchange.Site;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;

/** {@code teams} of a channel. */
public record TeamsConfig(
    @Setting(
            doc =
                "Address of the workflow \"Send webhook alerts to a channel\". It is a secret: who"
                    + " has it may post.")
        Secret url) {
  public TeamsConfig {
    try {
      Site.require(URI.create(url.reveal()));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("url", url, "http:// or https:// and a host");
    }
  }

  URI address() {
    return URI.create(url.reveal());
  }
}
