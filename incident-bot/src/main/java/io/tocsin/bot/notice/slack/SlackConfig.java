package io.tocsin.bot.notice.slack;

import io.tocsin.bot.exchange.Site;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;

/** {@code slack} of a channel. */
public record SlackConfig(
    @Setting(doc = "Address of the Web API.", def = "https://slack.com/api") URI url,
    @Setting(
            doc =
                "Bot token with the scope chat:write; with channels:history (or groups:history) a"
                    + " message whose answer was lost is looked for before it is sent again.")
        Secret token,
    @Setting(doc = "Id of the conversation, such as C0123456789; the bot must be in it.")
        String conversation) {
  public SlackConfig {
    Site.require(url);
    if (!conversation.matches("[CGD][A-Z0-9]{2,}")) {
      throw new InvalidSettingException("conversation", conversation, "an id such as C0123456789");
    }
  }
}
