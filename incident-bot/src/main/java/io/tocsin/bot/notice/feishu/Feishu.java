package io.tocsin.bot.notice.feishu;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.model.config.Secret;
import java.time.InstantSource;

/** Either of the two ways into a chat of Feishu. */
public final class Feishu {
  private Feishu() {}

  /**
   * @param settings name of its section
   */
  public static Channel of(
      String settings, FeishuConfig config, ChannelTimes times, InstantSource clock) {
    Secret hook = config.hook();
    if (hook != null) {
      return new FeishuRobot(settings, config, hook, times, clock);
    }
    String appId = config.appId();
    Secret appSecret = config.appSecret();
    String chat = config.chatId();
    if (appId == null || appSecret == null || chat == null) {
      throw new IllegalStateException(settings + " does not check its values properly");
    }
    return new FeishuApp(settings, config, appId, appSecret, chat, times, clock);
  }
}
