package io.tocsin.bot.notice.webhook;

import io.tocsin.bot.exchange.Site;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;

/** {@code webhook} of a channel. */
public record WebhookConfig(
    @Setting(doc = "Where events are posted to.") URI url,
    @Setting(doc = "Name of the key, sent along, so that keys can be changed.", def = "1")
        String keyId,
    @Setting(doc = "Key of the signature, at least 32 characters.") Secret key) {
  private static final int MIN_KEY_CHARS = 32;

  public WebhookConfig {
    Site.require(url);
    if (!keyId.matches("[\\w.-]{1,64}")) {
      throw new InvalidSettingException("key_id", keyId, "1 to 64 letters, digits, _ . -");
    }
    if (key.reveal().length() < MIN_KEY_CHARS) {
      throw new InvalidSettingException("key", key, "at least 32 characters");
    }
  }
}
