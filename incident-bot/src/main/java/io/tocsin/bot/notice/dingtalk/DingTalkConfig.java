package io.tocsin.bot.notice.dingtalk;

import io.tocsin.bot.exchange.Site;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code dingtalk} of a channel. */
public record DingTalkConfig(
    @Setting(doc = "Address of the API.", def = "https://oapi.dingtalk.com") URI url,
    @Setting(doc = "Token of the robot, as its address has it behind `access_token=`.")
        Secret token,
    @Setting(doc = "Secret of its signature (加签), SEC…. Absent: the robot knows us otherwise.")
        @Nullable Secret secret) {
  public DingTalkConfig {
    Site.require(url);
  }
}
