package io.tocsin.bot.fakechannel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * Feishu: a robot with a signature, and an app's messages. The truth is in the body: of 200 for the
 * robot, of 400 for the app, as its error tables have it.
 */
public final class FakeFeishu extends FakeServer {
  public static final String HOOK = "f19e2f6c";
  public static final String SECRET = "tOpSeCrEt";
  public static final String APP_SECRET = "app-secret";
  private final Map<String, JsonNode> cards = new LinkedHashMap<>();
  private final Map<String, String> ids = new LinkedHashMap<>();
  private int tokens;

  public synchronized List<JsonNode> cards() {
    return List.copyOf(cards.values());
  }

  /** From now on the tokens it gave are not valid any more. */
  public synchronized void forgetTokens() {
    tokens++;
  }

  public synchronized void forgetCards() {
    cards.clear();
    ids.clear();
  }

  @Override
  synchronized Fault.Says answer(Request request) {
    if (request.path().startsWith("/open-apis/bot/v2/hook/")) {
      return robot(request);
    }
    if (request.path().endsWith("/tenant_access_token/internal")) {
      return APP_SECRET.equals(request.json().path("app_secret").asString(""))
          ? new Fault.Says(
              200,
              "{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"t-"
                  + tokens
                  + "\",\"expire\":7200}")
          : says(10_014, "app secret invalid");
    }
    if (!("Bearer t-" + tokens).equals(request.headers().get("authorization"))) {
      return refuses(99_991_663, "Invalid access token for authorization");
    }
    JsonNode card = JSON.readTree(request.json().path("content").asString("{}"));
    return request.path().equals("/open-apis/im/v1/messages")
        ? post(request.json().path("uuid").asString(""), card)
        : change(request.path().substring(request.path().lastIndexOf('/') + 1), card);
  }

  private Fault.Says robot(Request request) {
    if (!request.path().endsWith(HOOK)) {
      return says(19_001, "param invalid: incoming webhook access token invalid");
    }
    JsonNode body = request.json();
    if (!sign(body.path("timestamp").asString("")).equals(body.path("sign").asString(""))) {
      return says(19_021, "sign match fail or timestamp is not within one hour from current time");
    }
    if (!"interactive".equals(body.path("msg_type").asString(""))) {
      return says(19_002, "params error, msg_type need");
    }
    if (request.bytes().length > 20 * 1024) {
      return says(11_246, "request body too large");
    }
    cards.put("r" + cards.size(), body.path("card"));
    return says(0, "success");
  }

  private static String sign(String time) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec((time + "\n" + SECRET).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(new byte[0]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A uuid it has seen within the hour is answered as before, and nothing is sent. */
  private Fault.Says post(String uuid, JsonNode card) {
    String id = ids.computeIfAbsent(uuid, any -> "om_" + ids.size());
    cards.putIfAbsent(id, card);
    return new Fault.Says(
        200, "{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"" + id + "\"}}");
  }

  private Fault.Says change(String id, JsonNode card) {
    if (!cards.containsKey(id)) {
      return refuses(230_011, "The message is recalled.");
    }
    cards.put(id, card);
    return says(0, "success");
  }

  public static Fault.Says says(int code, String text) {
    return says(200, code, text, Map.of());
  }

  public static Fault.Says refuses(int code, String text) {
    return says(400, code, text, Map.of());
  }

  public static Fault.Says says(int status, int code, String text, Map<String, String> headers) {
    return new Fault.Says(status, "{\"code\":" + code + ",\"msg\":\"" + text + "\"}", headers);
  }
}
