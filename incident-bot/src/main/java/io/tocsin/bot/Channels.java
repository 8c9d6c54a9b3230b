package io.tocsin.bot;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.NamedChannel;
import io.tocsin.bot.notice.alertmanager.AlertmanagerConfig;
import io.tocsin.bot.notice.alertmanager.AlertmanagerWebhook;
import io.tocsin.bot.notice.dingtalk.DingTalk;
import io.tocsin.bot.notice.dingtalk.DingTalkConfig;
import io.tocsin.bot.notice.feishu.Feishu;
import io.tocsin.bot.notice.feishu.FeishuConfig;
import io.tocsin.bot.notice.mail.Mail;
import io.tocsin.bot.notice.mail.MailConfig;
import io.tocsin.bot.notice.pagerduty.PagerDuty;
import io.tocsin.bot.notice.pagerduty.PagerDutyConfig;
import io.tocsin.bot.notice.slack.Slack;
import io.tocsin.bot.notice.slack.SlackConfig;
import io.tocsin.bot.notice.teams.Teams;
import io.tocsin.bot.notice.teams.TeamsConfig;
import io.tocsin.bot.notice.webhook.Webhook;
import io.tocsin.bot.notice.webhook.WebhookConfig;
import io.tocsin.bot.notice.wecom.WeCom;
import io.tocsin.bot.notice.wecom.WeComConfig;
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
        config.kind(),
        config.tenant() == null ? tenants.getFirst() : new TenantId(config.tenant()),
        channel("bot.channels." + entry.getKey() + '.' + config.kind(), config, clock));
  }

  private static Channel channel(String settings, ChannelConfig config, InstantSource clock) {
    ChannelTimes times = config.times();
    return switch (config.settings()) {
      case SlackConfig slack -> new Slack(settings, slack, times, clock);
      case WeComConfig wecom -> new WeCom(settings, wecom, times, clock);
      case DingTalkConfig dingtalk -> new DingTalk(settings, dingtalk, times, clock);
      case FeishuConfig feishu -> Feishu.of(settings, feishu, times, clock);
      case TeamsConfig teams -> new Teams(settings, teams, times, clock);
      case PagerDutyConfig pagerduty -> new PagerDuty(settings, pagerduty, times, clock);
      case MailConfig mail -> new Mail(settings, mail, times, clock);
      case WebhookConfig webhook -> new Webhook(settings, webhook, times, clock);
      case AlertmanagerConfig out -> new AlertmanagerWebhook(settings, out, times, clock);
      default -> throw new IllegalStateException(settings + " has no channel");
    };
  }
}
