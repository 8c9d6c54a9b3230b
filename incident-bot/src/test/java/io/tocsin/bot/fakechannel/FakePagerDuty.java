package io.tocsin.bot.fakechannel;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** PagerDuty's Events API: one alert a dedup_key. */
public final class FakePagerDuty extends FakeServer {
  public static final String KEY = "0123456789abcdef0123456789abcdef";
  private final Map<String, String> alerts = new LinkedHashMap<>();

  /** State of each alert by its key. */
  public synchronized Map<String, String> alerts() {
    return Map.copyOf(alerts);
  }

  @Override
  synchronized Fault.Says answer(Request request) {
    JsonNode event = request.json();
    String key = event.path("dedup_key").asString("");
    if (!KEY.equals(event.path("routing_key").asString(""))) {
      return invalid("Invalid routing key");
    }
    String action = event.path("event_action").asString("");
    String summary = event.at("/payload/summary").asString("");
    if (key.length() > 255 || summary.length() > 1_024) {
      return invalid("Length is too long");
    }
    if (action.equals("trigger") && summary.isEmpty()) {
      return invalid("'payload.summary' is missing or blank");
    }
    alerts.put(key, action);
    return new Fault.Says(202, "{\"status\":\"success\",\"message\":\"Event processed\"}");
  }

  private static Fault.Says invalid(String why) {
    return new Fault.Says(
        400,
        "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\""
            + why
            + "\"]}");
  }
}
