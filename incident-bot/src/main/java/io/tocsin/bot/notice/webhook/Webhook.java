package io.tocsin.bot.notice.webhook;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Hmac;
import io.tocsin.bot.notice.Reachable;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.ticket.SendBy;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts each change, at least once, an incident's in their order. What it sends is signed: {@code
 * Tocsin-Signature: v1=hex(HMAC-SHA-256(key, time + "." + body))}, with {@code Tocsin-Key-Id} and
 * {@code Tocsin-Time} in seconds, so that a receiver can refuse what is old. Any 2xx says that it
 * was taken.
 */
public final class Webhook implements Channel {
  private final String settings;
  private final WebhookConfig config;
  private final ChannelTimes times;
  private final ChannelHttp http;
  private final WebhookApi api;
  private final InstantSource clock;

  /**
   * @param settings name of its section
   */
  public Webhook(String settings, WebhookConfig config, ChannelTimes times, InstantSource clock) {
    this.settings = settings;
    this.config = config;
    this.times = times;
    this.clock = clock;
    URI base = config.url().resolve("/");
    http = new ChannelHttp(settings, base, "", times, clock);
    api = http.declared(WebhookApi.class);
  }

  @Override
  public Traits traits() {
    return new Traits(Manner.EACH, false, List.of(), times.request());
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    byte[] body = EventJson.of(message, clock.instant());
    String time = Long.toString(clock.instant().getEpochSecond());
    Map<String, String> headers =
        Map.of(
            "Tocsin-Event-Id",
            idOf(message),
            "Tocsin-Key-Id",
            config.keyId(),
            "Tocsin-Time",
            time,
            "Tocsin-Signature",
            "v1=" + sign(config.key().reveal(), time, body));
    http.answer(() -> {
      api.post(config.url(), sendBy, headers, body);
      return true;
    });
    return null;
  }

  private static String idOf(Dispatch message) {
    return (message.isTest() ? message.id() : message.notices().getFirst().id()).toString();
  }

  static String sign(String key, String time, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 16);
    signed.writeBytes((time + '.').getBytes(StandardCharsets.US_ASCII));
    signed.writeBytes(body);
    return HexFormat.of().formatHex(Hmac.sha256(key, signed.toByteArray()));
  }

  /** A machine is sent nothing but events: asked is only whether somebody listens there. */
  @Override
  public void probe() throws DeliveryException {
    Reachable.require(settings, config.url(), times.connect());
  }

  @Override
  public void close() {
    http.close();
  }
}
