package io.tocsin.bot;

import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.alertmanager.AlertmanagerConfig;
import io.tocsin.bot.notice.dingtalk.DingTalkConfig;
import io.tocsin.bot.notice.feishu.FeishuConfig;
import io.tocsin.bot.notice.mail.MailConfig;
import io.tocsin.bot.notice.pagerduty.PagerDutyConfig;
import io.tocsin.bot.notice.slack.SlackConfig;
import io.tocsin.bot.notice.teams.TeamsConfig;
import io.tocsin.bot.notice.webhook.WebhookConfig;
import io.tocsin.bot.notice.wecom.WeComConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code bot.channels.NAME}: one of the kinds, and what all have in common. */
public record ChannelConfig(
    @Setting(
            doc =
                "Tenant whose incidents it may tell of. To be named where there is more than one"
                    + " tenant.")
        @Nullable String tenant,
    @Setting(doc = "A conversation in Slack.") @Nullable SlackConfig slack,
    @Setting(doc = "A group robot of WeCom.") @Nullable WeComConfig wecom,
    @Setting(doc = "A group robot of DingTalk.") @Nullable DingTalkConfig dingtalk,
    @Setting(doc = "A group robot of Feishu, or an app in a chat.") @Nullable FeishuConfig feishu,
    @Setting(doc = "A channel of Microsoft Teams.") @Nullable TeamsConfig teams,
    @Setting(doc = "A service in PagerDuty.") @Nullable PagerDutyConfig pagerduty,
    @Setting(doc = "Mailboxes, by SMTP.") @Nullable MailConfig mail,
    @Setting(doc = "A machine that takes signed events over HTTP.") @Nullable WebhookConfig webhook,
    @Setting(doc = "Whatever takes Alertmanager's webhooks.")
        @Nullable AlertmanagerConfig alertmanagerWebhook,
    @Setting(doc = "How long connecting may take; nothing was sent when it ends.", def = "2s")
        Duration connectTimeout,
    @Setting(
            doc =
                "How long one request may take, connecting included. When it ends nobody knows"
                    + " whether the message arrived. A mail takes several requests: it is cut off"
                    + " after four times as long, and before the lease of `bot.notices` ends.",
            def = "10s")
        Duration requestTimeout) {
  public ChannelConfig {
    Site.requireTimeouts(connectTimeout, requestTimeout);
    Map<String, Record> named =
        named(slack, wecom, dingtalk, feishu, teams, pagerduty, mail, webhook, alertmanagerWebhook);
    if (named.size() != 1) {
      throw new InvalidSettingException(
          "slack, wecom, dingtalk, feishu, teams, pagerduty, mail, webhook, alertmanager_webhook",
          named.size() + " are named",
          "exactly one");
    }
  }

  private static Map<String, Record> named(@Nullable Record... kinds) {
    String[] names = {
      "slack",
      "wecom",
      "dingtalk",
      "feishu",
      "teams",
      "pagerduty",
      "mail",
      "webhook",
      "alertmanager_webhook"
    };
    Map<String, Record> named = new LinkedHashMap<>();
    for (int i = 0; i < kinds.length; i++) {
      Record kind = kinds[i];
      if (kind != null) {
        named.put(names[i], kind);
      }
    }
    return named;
  }

  private Map.Entry<String, Record> only() {
    return named(
            slack, wecom, dingtalk, feishu, teams, pagerduty, mail, webhook, alertmanagerWebhook)
        .entrySet()
        .iterator()
        .next();
  }

  /** The key of the kind that is named, such as "slack". */
  String kind() {
    return only().getKey();
  }

  /** The settings of the kind that is named. */
  Record settings() {
    return only().getValue();
  }

  ChannelTimes times() {
    return new ChannelTimes(connectTimeout, requestTimeout);
  }
}
