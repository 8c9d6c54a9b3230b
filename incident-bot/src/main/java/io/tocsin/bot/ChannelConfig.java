package io.tocsin.bot;

import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.slack.SlackConfig;
import io.tocsin.bot.notice.webhook.WebhookConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code bot.channels.NAME}: one of the kinds, and what all have in common. */
public record ChannelConfig(
    @Setting(
            doc =
                "Tenant whose incidents it may tell of. To be named where there is more than one"
                    + " tenant.")
        @Nullable String tenant,
    @Setting(doc = "A conversation in Slack.") @Nullable SlackConfig slack,
    @Setting(doc = "A machine that takes signed events over HTTP.") @Nullable WebhookConfig webhook,
    @Setting(doc = "How long connecting may take; nothing was sent when it ends.", def = "2s")
        Duration connectTimeout,
    @Setting(
            doc =
                "How long one request may take, connecting included. When it ends nobody knows"
                    + " whether the message arrived.",
            def = "10s")
        Duration requestTimeout) {
  private static final String KINDS = "slack, webhook";

  public ChannelConfig {
    Site.requireTimeouts(connectTimeout, requestTimeout);
    long named = Stream.of(slack, webhook).flatMap(Stream::ofNullable).count();
    if (named != 1) {
      throw new InvalidSettingException(KINDS, named + " are named", "exactly one");
    }
  }

  ChannelTimes times() {
    return new ChannelTimes(connectTimeout, requestTimeout);
  }
}
