package io.tocsin.web.assembly;

import io.tocsin.model.TenantId;
import io.tocsin.web.deliveries.NoticeChannels;
import java.util.List;

/** The bot's channels, as pages see them. */
record BotChannels(io.tocsin.bot.Components bot) implements NoticeChannels {
  @Override
  public List<Named> of(TenantId tenant) {
    return bot.channels().stream()
        .filter(channel -> channel.tenant().equals(tenant))
        .map(channel -> new Named(channel.name(), channel.kind()))
        .toList();
  }

  @Override
  public void ring() {
    bot.noticesBell().run();
  }
}
