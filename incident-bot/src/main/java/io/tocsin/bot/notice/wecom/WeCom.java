package io.tocsin.bot.notice.wecom;

import io.tocsin.bot.notice.Answer;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Layout;
import io.tocsin.bot.notice.SaidInBody;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.model.ticket.SendBy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group robot takes markdown of at most 4,096 bytes, 20 messages a minute, and says in the body
 * whether it took one (WeCom, "群机器人配置说明", "全局错误码").
 */
public final class WeCom implements Channel {
  private static final List<Rate> RATES = List.of(new Rate(20, Duration.ofMinutes(1)));
  private static final int MAX_BYTES = 4_000;

  /** "invalid message type": how it answers a message of no type, with a key that it knows. */
  private static final int NO_TYPE = 40_008;

  private static final Layout MARKDOWN = Layout.robotMarkdown("\n", MAX_BYTES);

  private final WeComConfig config;
  private final ChannelTimes times;
  private final ChannelHttp http;
  private final WeComApi api;
  private final SaidInBody said;

  /**
   * @param settings name of its section
   */
  public WeCom(String settings, WeComConfig config, ChannelTimes times, InstantSource clock) {
    this.config = config;
    this.times = times;
    http = new ChannelHttp(settings, config.url(), "", times, clock);
    api = http.declared(WeComApi.class);
    said =
        new SaidInBody(
            "WeCom",
            settings + ".key",
            List.of("errcode"),
            "errmsg",
            Set.of(45_009, 45_033),
            null,
            Set.of(-1),
            Set.of(93_000, 93_004, 93_008, 40_001, 40_014, 60_020, 48_002));
  }

  @Override
  public Traits traits() {
    return new Traits(Manner.TOLD, true, RATES, times.request());
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    Map<String, Object> body =
        Map.of("msgtype", "markdown", "markdown", Map.of("content", MARKDOWN.of(message.text())));
    said.require(http.said(() -> api.send(sendBy, config.key().reveal(), body)));
    return null;
  }

  /** A message of no type says nothing in the group. */
  @Override
  public void probe() throws DeliveryException {
    SendBy soon = new SendBy(System.nanoTime() + times.request().toNanos());
    Answer answer = http.said(() -> api.send(soon, config.key().reveal(), Map.of()));
    if (said.code(answer) != NO_TYPE) {
      said.require(answer);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
