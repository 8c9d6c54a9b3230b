package io.tocsin.bot.fakechannel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A group robot of WeCom: always 200, the truth in the body. */
public final class FakeWeCom extends FakeServer {
  public static final String KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";
  private static final int MAX_BYTES = 4_096;
  private final List<String> messages = new ArrayList<>();

  public synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  synchronized Fault.Says answer(Request request) {
    if (!request.path().equals("/cgi-bin/webhook/send") || !request.query().equals("key=" + KEY)) {
      return says(93_000, "invalid webhook url");
    }
    JsonNode body = request.json();
    if (!"markdown".equals(body.path("msgtype").asString(""))) {
      return says(40_008, "invalid message type");
    }
    String content = body.at("/markdown/content").asString("");
    if (content.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return says(40_058, "markdown.content exceed max length 4096");
    }
    messages.add(content);
    return says(0, "ok");
  }

  public static Fault.Says says(int code, String text) {
    return new Fault.Says(200, "{\"errcode\":" + code + ",\"errmsg\":\"" + text + "\"}");
  }
}
