package io.tocsin.bot.notice.alertmanager;

import io.tocsin.bot.exchange.Site;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code alertmanager_webhook} of a channel. */
public record AlertmanagerConfig(
    @Setting(doc = "Where the webhook is posted to.") URI url,
    @Setting(doc = "Bearer token that the receiver asks for. Absent: none.") @Nullable Secret token,
    @Setting(doc = "Name of the receiver in the message.", def = "tocsin") String receiver) {
  public AlertmanagerConfig {
    Site.require(url);
  }
}
