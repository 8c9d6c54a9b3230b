package io.tocsin.bot.notice.wecom;

import io.tocsin.bot.exchange.Site;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;

/** {@code wecom} of a channel. */
public record WeComConfig(
    @Setting(doc = "Address of the API.", def = "https://qyapi.weixin.qq.com") URI url,
    @Setting(doc = "Key of the robot, as its address has it behind `key=`.") Secret key) {
  public WeComConfig {
    Site.require(url);
  }
}
