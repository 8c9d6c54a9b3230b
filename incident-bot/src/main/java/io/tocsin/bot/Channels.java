package io.tocsin.bot;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.NamedChannel;
import io.tocsin.bot.notice.slack.Slack;
import io.tocsin.bot.notice.webhook.Webhook;
import io.tocsin.model.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The channels that the settings name. */
public final class Channels {
  private Channels() {}

  /**
   * To be closed.
   *
   * @param tenants all of them; a channel that names none belongs to the only one
   */
  public static List<NamedChannel> of(
      BotConfig config, List<TenantId> tenants, InstantSource clock) {
    return config.channels().entrySet().stream()
        .map(entry -> named(entry, tenants, clock))
        .toList();
  }

  private static NamedChannel named(
      Map.Entry<String, ChannelConfig> entry, List<TenantId> tenants, InstantSource clock) {
    ChannelConfig config = entry.getValue();
    return new NamedChannel(
        entry.getKey(),
        config.tenant() == null ? tenants.getFirst() : new TenantId(config.tenant()),
        channel("bot.channels." + entry.getKey(), config, clock));
  }

  private static Channel channel(String settings, ChannelConfig config, InstantSource clock) {
    if (config.slack() != null) {
      return new Slack(settings + ".slack", config.slack(), config.times(), clock);
    }
    if (config.webhook() != null) {
      return new Webhook(settings + ".webhook", config.webhook(), config.times(), clock);
    }
    throw new IllegalArgumentException(settings + " names no kind");
  }
}
