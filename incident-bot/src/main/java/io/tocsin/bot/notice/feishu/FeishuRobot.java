package io.tocsin.bot.notice.feishu;

import io.tocsin.bot.notice.Answer;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group robot takes 100 messages a minute and 5 a second, and says in the body whether it took
 * one (Feishu, "自定义机器人使用指南"). What it has sent it cannot change.
 */
final class FeishuRobot implements Channel {
  private static final List<Rate> RATES =
      List.of(new Rate(100, Duration.ofMinutes(1)), new Rate(5, Duration.ofSeconds(1)));

  /**
   * Of a message that is wrong in itself (Feishu, "自定义机器人使用指南"), and, with 400 and "too many
   * request", of too many at once: the words tell which.
   */
  private static final int BAD_REQUEST = 9_499;

  /** How it answers a message of no type, with a hook that it knows. */
  private static final Set<Integer> NO_TYPE = Set.of(19_002, BAD_REQUEST);

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
            // Older robots say StatusCode.
            List.of("code", "StatusCode"),
            "msg",
            Set.of(11_232, 11_233, 11_247, 99_991_400),
            null,
            Set.of(),
            Set.of(19_001, 19_007, 19_021, 19_022, 19_024, 11_231, 11_237, 11_240, 11_242, 11_249));
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
    said.require(answer(sendBy, body));
    return null;
  }

  private Answer answer(SendBy sendBy, Map<String, Object> body) throws DeliveryException {
    Answer answer = http.said(() -> api.robot(sendBy, hook.reveal(), body));
    if (said.code(answer) == BAD_REQUEST
        && said.words(answer).toLowerCase(Locale.ROOT).contains("too many")) {
      throw said.tooMany(answer);
    }
    return answer;
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

  /** A message of no type says nothing in the group. */
  @Override
  public void probe() throws DeliveryException {
    SendBy soon = new SendBy(System.nanoTime() + times.request().toNanos());
    Answer answer = answer(soon, signed());
    if (!NO_TYPE.contains(said.code(answer))) {
      said.require(answer);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
