package io.tocsin.bot.notice.feishu;

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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An app in a chat: one card an incident, changed as the incident changes. A card without an answer
 * is sent again under its old uuid, which Feishu takes once within an hour (Feishu, "发送消息",
 * "更新应用发送的消息卡片").
 */
final class FeishuApp implements Channel {
  private static final List<Rate> RATES = List.of(new Rate(5, Duration.ofSeconds(1)));
  private static final Duration TOKEN_ENDS_EARLY = Duration.ofMinutes(5);
  private static final int REQUESTS = 3;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The token that was kept is not valid any more. */
  private static final Set<Integer> STALE_TOKEN = Set.of(99_991_661, 99_991_663, 99_991_668);

  /** Recalled, or too old: then a new card is sent. */
  private static final Set<Integer> CANNOT_CHANGE = Set.of(230_011, 230_031, 230_110, 10_023);

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
            Set.of(230_020, 99_991_400, 11_232, 99_991_661, 99_991_663, 99_991_668),
            Set.of(10_003, 10_014, 230_002, 230_006, 230_027, 99_991_672, 99_991_679),
            Set.of(),
            null);
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
      JsonNode answer =
          http.answer(() -> api.change(sendBy, bearer, receipt, Map.of("content", card)));
      if (!CANNOT_CHANGE.contains(answer.path("code").asInt(-1))) {
        require(answer);
        return receipt;
      }
    }
    Map<String, Object> body = new HashMap<>();
    body.put("receive_id", chat);
    body.put("msg_type", "interactive");
    body.put("content", card);
    body.put("uuid", message.id().toString());
    JsonNode answer = http.answer(() -> api.post(sendBy, bearer, body));
    require(answer);
    return answer.at("/data/message_id").asString(null);
  }

  private void require(JsonNode answer) throws DeliveryException {
    int code = answer.path("code").asInt(-1);
    if (STALE_TOKEN.contains(code)) {
      kept = null;
    }
    said.require(code, answer.path("msg").asString(""));
  }

  private String bearer() throws DeliveryException {
    Token token = kept;
    Instant now = clock.instant();
    if (token == null || !now.isBefore(token.until())) {
      JsonNode answer = http.answer(() -> api.token(app));
      said.require(answer.path("code").asInt(-1), answer.path("msg").asString(""));
      Duration lives = Duration.ofSeconds(answer.path("expire").asInt(0));
      token =
          new Token(
              "Bearer " + answer.path("tenant_access_token").asString(),
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
