package io.tocsin.bot.notice.feishu;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Hmac;
import io.tocsin.bot.notice.SaidInBody;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.SendBy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A group robot takes 100 messages a minute and 5 a second, and says in the body whether it took
 * one (Feishu, "自定义机器人使用指南"). What it has sent it cannot change.
 */
final class FeishuRobot implements Channel {
  private static final List<Rate> RATES =
      List.of(new Rate(100, Duration.ofMinutes(1)), new Rate(5, Duration.ofSeconds(1)));

  /** How it answers a message of no type, with a hook that it knows. */
  private static final Set<Integer> NO_TYPE = Set.of(19_002, 9_499);

  private final Secret hook;
  private final @Nullable Secret secret;
  private final ChannelTimes times;
  private final ChannelHttp http;
  private final FeishuApi api;
  private final SaidInBody said;
  private final InstantSource clock;

  /**
   * @param settings name of its section
   * @param hook of the robot
   */
  FeishuRobot(
      String settings, FeishuConfig config, Secret hook, ChannelTimes times, InstantSource clock) {
    this.hook = hook;
    this.secret = config.secret();
    this.times = times;
    this.clock = clock;
    http = new ChannelHttp(settings, config.url(), "", times, clock);
    api = http.declared(FeishuApi.class);
    said =
        new SaidInBody(
            "Feishu",
            "hook, secret and the robot's security settings of " + settings,
            Set.of(11_232, 11_233, 99_991_400),
            Set.of(19_001, 19_021, 19_022, 19_024, 11_231),
            Set.of(),
            null);
  }

  @Override
  public Traits traits() {
    return new Traits(Manner.TOLD, true, RATES, times.request());
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    Map<String, Object> body = signed();
    body.put("msg_type", "interactive");
    body.put("card", FeishuCard.of(message.text()));
    JsonNode answer = http.answer(() -> api.robot(sendBy, hook.reveal(), body));
    said.require(code(answer), answer.path("msg").asString(""));
    return null;
  }

  private Map<String, Object> signed() {
    Map<String, Object> body = new HashMap<>();
    if (secret != null) {
      String time = Long.toString(clock.instant().getEpochSecond());
      body.put("timestamp", time);
      body.put("sign", sign(secret.reveal(), time));
    }
    return body;
  }

  /** Base64 of HMAC-SHA-256 over nothing: the key is time stamp, new line and secret. */
  static String sign(String secret, String seconds) {
    byte[] signature = Hmac.sha256(seconds + '\n' + secret, new byte[0]);
    return Base64.getEncoder().encodeToString(signature);
  }

  /** Older robots say StatusCode where newer ones say code. */
  private static int code(JsonNode answer) {
    JsonNode code = answer.has("code") ? answer.path("code") : answer.path("StatusCode");
    return code.asInt(-1);
  }

  /** A message of no type says nothing in the group. */
  @Override
  public void probe() throws DeliveryException {
    SendBy soon = new SendBy(System.nanoTime() + times.request().toNanos());
    Map<String, Object> body = signed();
    JsonNode answer = http.answer(() -> api.robot(soon, hook.reveal(), body));
    int code = code(answer);
    said.require(NO_TYPE.contains(code) ? 0 : code, answer.path("msg").asString(""));
  }

  @Override
  public void close() {
    http.close();
  }
}
