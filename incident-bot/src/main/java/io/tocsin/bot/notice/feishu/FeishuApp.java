package io.tocsin.bot.notice.feishu;

import io.tocsin.bot.notice.Answer;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.SaidInBody;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.SendBy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An app in a chat: one card an incident, changed as the incident changes. A card without an answer
 * is sent again under its old uuid, which Feishu takes once within an hour. Errors come with 400,
 * limits with 429 or 400, and a code in the body (Feishu, "发送消息", "更新应用发送的消息卡片", "频控策略",
 * "服务端错误码说明").
 */
final class FeishuApp implements Channel {
  private static final List<Rate> RATES = List.of(new Rate(5, Duration.ofSeconds(1)));
  private static final Duration TOKEN_ENDS_EARLY = Duration.ofMinutes(5);
  private static final int REQUESTS = 3;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Of the platform, of all robots of a group, of one message. */
  private static final Set<Integer> TOO_MANY = Set.of(230_020, 99_991_400, 11_232, 11_233, 11_247);

  /** The token that was kept is not valid any more. */
  private static final Set<Integer> STALE_TOKEN =
      Set.of(99_991_661, 99_991_663, 99_991_665, 99_991_668);

  /** A stale token, or the same message is on its way. */
  private static final Set<Integer> LATER =
      Stream.concat(STALE_TOKEN.stream(), Stream.of(230_049, 18_121))
          .collect(Collectors.toUnmodifiableSet());

  /** The app, its rights, its quota, or the chat: whether it is there, and whether it may speak. */
  private static final Set<Integer> FOR_PEOPLE =
      Set.of(
          10_003,
          10_014,
          10_015,
          99_991_401,
          99_991_403,
          99_991_543,
          99_991_662,
          99_991_672,
          99_991_673,
          99_991_676,
          99_991_679,
          230_002,
          230_006,
          230_013,
          230_018,
          230_027,
          230_034,
          230_035,
          230_036,
          230_038,
          230_053,
          230_054,
          230_075,
          232_009);

  /** Recalled, deleted, too old, or of another app: then a new card is sent. */
  private static final Set<Integer> CANNOT_CHANGE = Set.of(230_011, 230_031, 230_110, 99_992_354);

  /** A bearer and when to fetch another. */
  private record Token(String bearer, Instant until) {}

  private final Map<String, Object> app;
  private final String chat;
  private final ChannelTimes times;
  private final ChannelHttp http;
  private final FeishuApi api;
  private final SaidInBody said;
  private final InstantSource clock;
  private @Nullable Token kept;

  /**
   * @param settings name of its section
   */
  FeishuApp(
      String settings,
      FeishuConfig config,
      String appId,
      Secret appSecret,
      String chat,
      ChannelTimes times,
      InstantSource clock) {
    this.app = Map.of("app_id", appId, "app_secret", appSecret.reveal());
    this.chat = chat;
    this.times = times;
    this.clock = clock;
    http = new ChannelHttp(settings, config.url(), "", times, clock);
    api = http.declared(FeishuApi.class);
    said =
        new SaidInBody(
            "Feishu",
            "app_id, app_secret, chat_id and the app's rights of " + settings,
            List.of("code"),
            "msg",
            TOO_MANY,
            null,
            LATER,
            FOR_PEOPLE);
  }

  @Override
  public Traits traits() {
    return new Traits(Manner.LIVING, true, RATES, times.request().multipliedBy(REQUESTS));
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    String card = JSON.writeValueAsString(FeishuCard.of(message.text()));
    String bearer = bearer();
    String receipt = message.receipt();
    if (receipt != null) {
      Answer answer = http.said(() -> api.change(sendBy, bearer, receipt, Map.of("content", card)));
      if (!CANNOT_CHANGE.contains(said.code(answer))) {
        require(answer);
        return receipt;
      }
    }
    Map<String, Object> body = new HashMap<>();
    body.put("receive_id", chat);
    body.put("msg_type", "interactive");
    body.put("content", card);
    body.put("uuid", message.id().toString());
    Answer answer = http.said(() -> api.post(sendBy, bearer, body));
    require(answer);
    return answer.body().at("/data/message_id").asString(null);
  }

  private void require(Answer answer) throws DeliveryException {
    if (STALE_TOKEN.contains(said.code(answer))) {
      kept = null;
    }
    said.require(answer);
  }

  private String bearer() throws DeliveryException {
    Token token = kept;
    Instant now = clock.instant();
    if (token == null || !now.isBefore(token.until())) {
      Answer answer = http.said(() -> api.token(app));
      said.require(answer);
      Duration lives = Duration.ofSeconds(answer.body().path("expire").asInt(0));
      token =
          new Token(
              "Bearer " + answer.body().path("tenant_access_token").asString(),
              now.plus(lives).minus(TOKEN_ENDS_EARLY));
      kept = token;
    }
    return token.bearer();
  }

  /** Asks for a token. Whether the app is in the chat only a message shows. */
  @Override
  public void probe() throws DeliveryException {
    kept = null;
    bearer();
  }

  @Override
  public void close() {
    http.close();
  }
}
