package io.tocsin.bot.notice.slack;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.model.ticket.SendBy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One message an incident, changed as the incident changes. A receipt is the conversation and the
 * message's time stamp, which is its id. A post whose answer was lost is looked for by the metadata
 * it was sent with.
 */
public final class Slack implements Channel {
  /** Slack takes about one message a second in a conversation. */
  private static final List<Rate> RATES = List.of(new Rate(1, Duration.ofSeconds(1)));

  private static final String EVENT = "tocsin_notice";
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

  /** Wrong here until somebody puts it right; then the message is as good as before. */
  private static final Set<String> MISCONFIGURED =
      Set.of(
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "no_permission",
          "missing_scope",
          "not_allowed_token_type",
          "org_login_required",
          "ekm_access_denied",
          "restricted_action",
          "channel_not_found",
          "not_in_channel",
          "is_archived",
          "access_denied");

  private static final Set<String> LATER =
      Set.of("ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org");
  private static final Set<String> NOBODY_KNOWS =
      Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout");
  private static final Set<String> CANNOT_CHANGE =
      Set.of("message_not_found", "cant_update_message", "edit_window_closed");

  private final String settings;
  private final SlackConfig config;
  private final ChannelHttp http;
  private final SlackApi api;
  private final Duration longest;

  /**
   * @param settings name of its section
   */
  public Slack(String settings, SlackConfig config, ChannelTimes times, InstantSource clock) {
    this.settings = settings;
    this.config = config;
    // A look for an earlier post, a change, a post.
    this.longest = times.request().multipliedBy(3);
    http =
        new ChannelHttp(settings, config.url(), "Bearer " + config.token().reveal(), times, clock);
    api = http.declared(SlackApi.class);
  }

  @Override
  public Traits traits() {
    return new Traits(Manner.LIVING, true, RATES, longest);
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    if (message.receipt() != null) {
      String[] receipt = message.receipt().split("/", 2);
      Optional<String> changed = change(message, receipt[0], receipt[receipt.length - 1], sendBy);
      if (changed.isPresent()) {
        return changed.get();
      }
    }
    if (message.firstSent() != null) {
      Optional<String> arrived = find(message, message.firstSent());
      if (arrived.isPresent()) {
        return arrived.get();
      }
    }
    JsonNode answer = ok(() -> api.post(sendBy, body(message, config.conversation())));
    return answer.path("channel").asString() + '/' + answer.path("ts").asString();
  }

  /** Empty where the message is gone, or too old to be changed. */
  private Optional<String> change(Dispatch message, String conversation, String ts, SendBy sendBy)
      throws DeliveryException {
    Map<String, Object> body = body(message, conversation);
    body.put("ts", ts);
    JsonNode answer = http.answer(() -> api.update(sendBy, body));
    if (CANNOT_CHANGE.contains(answer.path("error").asString(""))) {
      return Optional.empty();
    }
    require(answer);
    return Optional.of(conversation + '/' + ts);
  }

  /** Empty where it is not there, or the token may not look. */
  private Optional<String> find(Dispatch message, Instant since) throws DeliveryException {
    String oldest = since.minus(CLOCKS_DIFFER).getEpochSecond() + ".000000";
    JsonNode answer = http.answer(() -> api.history(config.conversation(), oldest));
    if (!answer.path("ok").asBoolean(false)) {
      return Optional.empty();
    }
    for (JsonNode sent : answer.path("messages")) {
      JsonNode metadata = sent.path("metadata");
      if (EVENT.equals(metadata.path("event_type").asString(""))
          && message.id().toString().equals(metadata.at("/event_payload/id").asString(""))) {
        return Optional.of(config.conversation() + '/' + sent.path("ts").asString());
      }
    }
    return Optional.empty();
  }

  private static Map<String, Object> body(Dispatch message, String conversation) {
    Map<String, Object> body = new HashMap<>();
    body.put("channel", conversation);
    body.put("text", SlackBlocks.fallback(message.text()));
    body.put("blocks", SlackBlocks.of(message.text()));
    body.put("link_names", false);
    body.put("unfurl_links", false);
    body.put("unfurl_media", false);
    body.put(
        "metadata",
        Map.of("event_type", EVENT, "event_payload", Map.of("id", message.id().toString())));
    return body;
  }

  private JsonNode ok(Exchange.Call<JsonNode> call) throws DeliveryException {
    JsonNode answer = http.answer(call);
    require(answer);
    return answer;
  }

  private void require(JsonNode answer) throws DeliveryException {
    if (answer.path("ok").asBoolean(false)) {
      return;
    }
    String error = answer.path("error").asString("no word why");
    String said = "Slack says " + error;
    if (MISCONFIGURED.contains(error)) {
      throw new DeliveryException(
          Outcome.NOT_NOW, said + "; check token and conversation of " + settings);
    }
    throw new DeliveryException(
        LATER.contains(error)
            ? Outcome.NOT_NOW
            : NOBODY_KNOWS.contains(error) ? Outcome.UNKNOWN : Outcome.REFUSED,
        said);
  }

  /** Asks who the token's bot is. Whether it is in the conversation only a message shows. */
  @Override
  public void probe() throws DeliveryException {
    ok(api::who);
  }

  @Override
  public void close() {
    http.close();
  }
}
