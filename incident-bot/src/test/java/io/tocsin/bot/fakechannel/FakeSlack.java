package io.tocsin.bot.fakechannel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Slack's Web API as far as a bot in one conversation needs it. */
public final class FakeSlack extends FakeServer {
  public static final String TOKEN = "xoxb-secret";
  private final Map<String, JsonNode> messages = new LinkedHashMap<>();
  private boolean mayLook = true;
  private int posts;

  /** Whether the token has the right to read the conversation. */
  public synchronized void mayLook(boolean may) {
    mayLook = may;
  }

  public synchronized List<JsonNode> messages() {
    return List.copyOf(messages.values());
  }

  public synchronized void forget() {
    messages.clear();
  }

  @Override
  synchronized Fault.Says answer(Request request) {
    if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
      return no("invalid_auth");
    }
    return switch (request.path()) {
      case "/api/auth.test" -> yes(JSON.createObjectNode());
      case "/api/chat.postMessage" -> post(request.json());
      case "/api/chat.update" -> update(request.json());
      case "/api/conversations.history" -> mayLook ? history() : no("missing_scope");
      default -> new Fault.Says(404, "");
    };
  }

  private Fault.Says post(JsonNode message) {
    String text = message.path("text").asString("");
    if (message.path("blocks").size() > 50 || text.isEmpty()) {
      return no("invalid_blocks");
    }
    for (JsonNode block : message.path("blocks")) {
      if (block.at("/text/text").asString("").length() > 3_000) {
        return no("invalid_blocks");
      }
    }
    String ts = "1700000000.%06d".formatted(++posts);
    messages.put(ts, message);
    return sent(message, ts);
  }

  private Fault.Says update(JsonNode message) {
    String ts = message.path("ts").asString("");
    if (!messages.containsKey(ts)) {
      return no("message_not_found");
    }
    messages.put(ts, message);
    return sent(message, ts);
  }

  private static Fault.Says sent(JsonNode message, String ts) {
    return yes(
        JSON.createObjectNode().put("channel", message.path("channel").asString()).put("ts", ts));
  }

  private Fault.Says history() {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode found = answer.putArray("messages");
    messages.forEach(
        (ts, message) -> found.addObject().put("ts", ts).set("metadata", message.path("metadata")));
    return yes(answer);
  }

  private static Fault.Says yes(ObjectNode answer) {
    return new Fault.Says(200, answer.put("ok", true).toString());
  }

  private static Fault.Says no(String error) {
    return new Fault.Says(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
  }
}
