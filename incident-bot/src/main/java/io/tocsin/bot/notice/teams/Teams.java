package io.tocsin.bot.notice.teams;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Reachable;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.bot.notice.Words;
import io.tocsin.model.ticket.SendBy;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Posts a card to the webhook of a workflow, which takes 4 a second. A connector of old says 200
 * for what Teams did not take, with Teams' own status in the body: "Webhook message delivery failed
 * with error: Microsoft Teams endpoint returned HTTP error 429 …". What was posted cannot be
 * changed.
 */
public final class Teams implements Channel {
  private static final List<Rate> RATES = List.of(new Rate(4, Duration.ofSeconds(1)));
  private static final Pattern FAILED_WITHIN = Pattern.compile("returned HTTP error (\\d{3})");
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final String settings;
  private final TeamsConfig config;
  private final ChannelTimes times;
  private final ChannelHttp http;
  private final TeamsApi api;

  /**
   * @param settings name of its section
   */
  public Teams(String settings, TeamsConfig config, ChannelTimes times, InstantSource clock) {
    this.settings = settings;
    this.config = config;
    this.times = times;
    URI host = config.address().resolve("/");
    http = new ChannelHttp(settings, host, "", times, clock);
    api = http.declared(TeamsApi.class);
  }

  @Override
  public Traits traits() {
    return new Traits(Manner.TOLD, true, RATES, times.request());
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    String said =
        http.answer(() -> {
          String body = api.post(config.address(), sendBy, AdaptiveCard.message(message.text()));
          return body == null ? "" : body;
        });
    Matcher failed = FAILED_WITHIN.matcher(said);
    if (failed.find()) {
      int status = Integer.parseInt(failed.group(1));
      throw new DeliveryException(
          status == TOO_MANY
              ? Outcome.NOT_NOW
              : status < SERVER_ERROR ? Outcome.REFUSED : Outcome.UNKNOWN,
          "Teams says " + Words.line(said, 200));
    }
    return null;
  }

  /** Whatever is posted there is shown: asked is only whether somebody listens. */
  @Override
  public void probe() throws DeliveryException {
    Reachable.require(settings, config.address(), times.connect());
  }

  @Override
  public void close() {
    http.close();
  }
}
