package io.tocsin.bot.notice.dingtalk;

import io.tocsin.bot.notice.Answer;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Hmac;
import io.tocsin.bot.notice.Layout;
import io.tocsin.bot.notice.SaidInBody;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.bot.notice.Words;
import io.tocsin.model.ticket.SendBy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group robot takes 20 messages a minute; one more and it takes none for ten. It says in the body
 * whether it took one (DingTalk, "自定义机器人发送群消息", "自定义机器人安全设置").
 */
public final class DingTalk implements Channel {
  private static final List<Rate> RATES = List.of(new Rate(20, Duration.ofMinutes(1)));
  private static final Duration SHUT_OUT = Duration.ofMinutes(10);
  private static final int MAX_BYTES = 15_000;
  private static final int MAX_TITLE = 100;

  /** How it answers a message without content, with a token that it knows. */
  private static final Set<Integer> NO_CONTENT = Set.of(40_035, 400_402);

  private static final Layout MARKDOWN = Layout.robotMarkdown("\n\n", MAX_BYTES);

  private final DingTalkConfig config;
  private final ChannelTimes times;
  private final ChannelHttp http;
  private final DingTalkApi api;
  private final SaidInBody said;
  private final InstantSource clock;

  /**
   * @param settings name of its section
   */
  public DingTalk(String settings, DingTalkConfig config, ChannelTimes times, InstantSource clock) {
    this.config = config;
    this.times = times;
    this.clock = clock;
    http = new ChannelHttp(settings, config.url(), "", times, clock);
    api = http.declared(DingTalkApi.class);
    said =
        new SaidInBody(
            "DingTalk",
            "token, secret and the robot's security settings of " + settings,
            List.of("errcode"),
            "errmsg",
            Set.of(130_101, 130_103, 410_100),
            SHUT_OUT,
            Set.of(-1),
            Set.of(300_001, 300_005, 310_000, 400_013, 400_101, 400_102, 400_106, 40_014));
  }

  @Override
  public Traits traits() {
    return new Traits(Manner.TOLD, true, RATES, times.request());
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    Map<String, Object> body =
        Map.of(
            "msgtype",
            "markdown",
            "markdown",
            Map.of(
                "title",
                Words.cut(message.text().title(), MAX_TITLE),
                "text",
                MARKDOWN.of(message.text())),
            "at",
            Map.of("isAtAll", false, "atMobiles", List.of(), "atUserIds", List.of()));
    said.require(http.said(() -> api.send(sendBy, query(), body)));
    return null;
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("access_token", config.token().reveal());
    if (config.secret() != null) {
      String time = Long.toString(clock.millis());
      query.put("timestamp", time);
      query.put("sign", sign(config.secret().reveal(), time));
    }
    return query;
  }

  /** Base64 of HMAC-SHA-256, with the secret as key, over time stamp, new line and secret. */
  static String sign(String secret, String millis) {
    byte[] signed = (millis + '\n' + secret).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(Hmac.sha256(secret, signed));
  }

  /** A message without content says nothing in the group. */
  @Override
  public void probe() throws DeliveryException {
    SendBy soon = new SendBy(System.nanoTime() + times.request().toNanos());
    Answer answer = http.said(() -> api.send(soon, query(), Map.of("msgtype", "markdown")));
    if (!NO_CONTENT.contains(said.code(answer))) {
      said.require(answer);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
