package io.tocsin.bot.notice.feishu;

import io.tocsin.bot.exchange.Site;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code feishu} of a channel: a robot by {@code hook}, or an app by the three others. */
public record FeishuConfig(
    @Setting(
            doc = "Address of the API; https://open.larksuite.com for Lark.",
            def = "https://open.feishu.cn")
        URI url,
    @Setting(doc = "A group robot: the last part of its address, behind /hook/.")
        @Nullable Secret hook,
    @Setting(doc = "Secret of the robot's signature (签名校验). Absent: it knows us otherwise.")
        @Nullable Secret secret,
    @Setting(doc = "An app instead of a robot: its id. It keeps one message an incident.")
        @Nullable String appId,
    @Setting(doc = "The app's secret.") @Nullable Secret appSecret,
    @Setting(doc = "Chat that the app is in, oc_….") @Nullable String chatId) {
  public FeishuConfig {
    Site.require(url);
    boolean app = appId != null && appSecret != null && chatId != null;
    if (app == (hook != null)) {
      throw new InvalidSettingException(
          "hook",
          hook == null ? "absent" : "present",
          "either hook, or app_id, app_secret and chat_id");
    }
  }
}
