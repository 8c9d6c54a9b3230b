package io.tocsin.bot.notice;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.Site;
import io.tocsin.model.ticket.TrackerException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API of a channel: requests leave once, and a failure says what may be assumed. */
public final class ChannelHttp implements AutoCloseable {
  private static final JsonNode NOTHING = JsonMapper.shared().missingNode();

  private final Exchange exchange;

  /**
   * @param settings name of its section, for people who must put it right
   * @param base every path is below it; nothing secret is in it
   * @param authorization value of that header; empty for none
   */
  public ChannelHttp(
      String settings, URI base, String authorization, ChannelTimes times, InstantSource clock) {
    boolean secret = !authorization.isEmpty();
    exchange =
        new Exchange(
            new Site(
                "the channel",
                settings,
                base,
                secret ? "Authorization" : "User-Agent",
                secret ? authorization : "Tocsin",
                times.connect(),
                times.request(),
                body -> Words.line(new String(body, StandardCharsets.UTF_8), 300)),
            JsonMapper.shared(),
            clock);
  }

  public <T> T declared(Class<T> calls) {
    return exchange.declared(calls);
  }

  public <T> T answer(Exchange.Call<T> call) throws DeliveryException {
    try {
      return exchange.answer(call);
    } catch (TrackerException e) {
      throw DeliveryException.of(e);
    }
  }

  /** Of an API that says in the body what became of a message, whatever the status. */
  public Answer said(Exchange.Call<JsonNode> call) throws DeliveryException {
    try {
      return exchange.answerOr4xx(
          () -> new Answer(Objects.requireNonNullElse(call.get(), NOTHING), null),
          (body, otherwise) ->
              new Answer(object(body, otherwise), DeliveryException.of(otherwise)));
    } catch (TrackerException e) {
      throw DeliveryException.of(e);
    }
  }

  /** A proxy's page, or nothing at all, says no more than its status. */
  private static JsonNode object(byte[] body, TrackerException otherwise) throws TrackerException {
    try {
      JsonNode read = JsonMapper.shared().readTree(body);
      if (read.isObject()) {
        return read;
      }
    } catch (JacksonException notJson) {
      // As with an object that is none.
    }
    throw otherwise;
  }

  @Override
  public void close() {
    exchange.close();
  }
}
