package io.tocsin.bot.notice.pagerduty;

import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelHttp;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Notice;
import io.tocsin.bot.notice.NoticeText;
import io.tocsin.bot.notice.Reachable;
import io.tocsin.bot.notice.Severity;
import io.tocsin.bot.notice.Traits;
import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.bot.notice.Traits.Rate;
import io.tocsin.bot.notice.Words;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.SendBy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Triggers, acknowledges and resolves one alert an incident, told apart by its dedup_key, so that
 * an event which arrives twice changes nothing. Takes 120 events a minute.
 */
public final class PagerDuty implements Channel {
  private static final List<Rate> RATES = List.of(new Rate(120, Duration.ofMinutes(1)));
  private static final int MAX_SUMMARY = 1_024;
  private static final int REQUESTS = 2;

  private final String settings;
  private final PagerDutyConfig config;
  private final ChannelTimes times;
  private final ChannelHttp http;
  private final PagerDutyApi api;

  /**
   * @param settings name of its section
   */
  public PagerDuty(
      String settings, PagerDutyConfig config, ChannelTimes times, InstantSource clock) {
    this.settings = settings;
    this.config = config;
    this.times = times;
    http = new ChannelHttp(settings, config.url(), "", times, clock);
    api = http.declared(PagerDutyApi.class);
  }

  /** A trigger opens an alert anew that somebody resolved there: so it is told of states only. */
  @Override
  public Traits traits() {
    return new Traits(Manner.TOLD, false, RATES, times.request().multipliedBy(REQUESTS));
  }

  /** A test triggers an alert of the lowest severity and resolves it at once. */
  @Override
  public @Nullable String send(Dispatch message, SendBy sendBy) throws DeliveryException {
    if (message.isTest()) {
      String key = "tocsin-test-" + message.id();
      Map<String, Object> trigger = event("trigger", key);
      trigger.put("payload", payload(message.text(), "tocsin", Severity.INFO, "test"));
      enqueue(sendBy, trigger);
      enqueue(sendBy, event("resolve", key));
      return key;
    }
    Notice notice = message.notices().getFirst();
    Incident incident = notice.incident();
    String key = "tocsin-" + incident.id();
    Map<String, Object> event =
        event(
            switch (incident.state()) {
              case OPEN -> "trigger";
              case ACKNOWLEDGED -> "acknowledge";
              case CLOSED -> "resolve";
            },
            key);
    event.put(
        "payload",
        payload(
            message.text(),
            incident.source().service(),
            config.severity() == null ? notice.severity() : config.severity(),
            incident.facts().type()));
    event.put("links", List.of(Map.of("href", notice.link(), "text", incident.name())));
    event.put("client", "Tocsin");
    event.put("client_url", notice.link());
    enqueue(sendBy, event);
    return key;
  }

  private Map<String, Object> event(String action, String key) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("routing_key", config.routingKey().reveal());
    event.put("event_action", action);
    event.put("dedup_key", key);
    return event;
  }

  private static Map<String, Object> payload(
      NoticeText text, String source, Severity severity, String kind) {
    Map<String, Object> details = new LinkedHashMap<>();
    text.facts().forEach(fact -> details.merge(fact.name(), fact.value(), (a, b) -> a + "; " + b));
    return Map.of(
        "summary",
        Words.line(text.title(), MAX_SUMMARY),
        "source",
        source.isBlank() ? "unknown" : source,
        "severity",
        severity.word(),
        "class",
        kind,
        "custom_details",
        details);
  }

  /** It says 400 for a key that it does not know, too. */
  private void enqueue(SendBy sendBy, Map<String, Object> event) throws DeliveryException {
    try {
      http.answer(() -> {
        api.enqueue(sendBy, event);
        return true;
      });
    } catch (DeliveryException e) {
      String said = String.valueOf(e.getMessage());
      if (e.outcome() == Outcome.REFUSED
          && said.toLowerCase(Locale.ROOT).replace('_', ' ').contains("routing key")) {
        throw new DeliveryException(
            Outcome.NOT_NOW, said + "; check routing_key of " + settings, null, e);
      }
      throw e;
    }
  }

  /** Whatever it is sent may wake somebody: asked is only whether somebody listens. */
  @Override
  public void probe() throws DeliveryException {
    Reachable.require(settings, config.url(), times.connect());
  }

  @Override
  public void close() {
    http.close();
  }
}
