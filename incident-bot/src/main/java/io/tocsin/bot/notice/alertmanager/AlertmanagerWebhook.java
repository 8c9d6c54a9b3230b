package io.tocsin.bot.notice.alertmanager;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Reachable;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.ticket.SendBy;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Posts incidents as Alertmanager posts alerts, at least once, to what was made for it. */
public final class AlertmanagerWebhook implements Channel {
  private final String settings;
  private final AlertmanagerConfig config;
  private final ChannelTimes times;
  private final ChannelHttp http;
  private final AlertmanagerApi api;

  /**
   * @param settings name of its section
   */
  public AlertmanagerWebhook(
      String settings, AlertmanagerConfig config, ChannelTimes times, InstantSource clock) {
    this.settings = settings;
    this.config = config;
    this.times = times;
    String bearer = config.token() == null ? "" : "Bearer " + config.token().reveal();
    http = new ChannelHttp(settings, config.url().resolve("/"), bearer, times, clock);
    api = http.declared(AlertmanagerApi.class);
  }

  @Override
  public Traits traits() {
    return new Traits(Manner.TOLD, true, List.of(), times.request());
  }

  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    http.answer(() -> {
      api.post(config.url(), sendBy, AlertJson.of(message, config.receiver()));
      return true;
    });
    return null;
  }

  /** Asked is only whether somebody listens there. */
  @Override
  public void probe() throws DeliveryException {
    Reachable.require(settings, config.url(), times.connect());
  }

  @Override
  public void close() {
    http.close();
  }
}
