package io.tocsin.bot.fakechannel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A group robot of DingTalk that asks for a signature: always 200, the truth in the body. */
public final class FakeDingTalk extends FakeServer {
  public static final String TOKEN = "bd3f0a";
  public static final String SECRET = "SEC000000000000000000000";
  private final List<JsonNode> messages = new ArrayList<>();

  public synchronized List<JsonNode> messages() {
    return List.copyOf(messages);
  }

  @Override
  synchronized Fault.Says answer(Request request) {
    Map<String, String> query =
        Arrays.stream(request.query().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    if (!TOKEN.equals(query.get("access_token"))) {
      return says(300_005, "token is not exist");
    }
    if (!sign(query.getOrDefault("timestamp", "")).equals(query.get("sign"))) {
      return says(310_000, "sign not match");
    }
    JsonNode body = request.json();
    if (body.at("/markdown/text").asString("").isEmpty()) {
      return says(40_035, "缺少参数 json");
    }
    if (request.bytes().length > 20_000) {
      return says(460_101, "message too long, exceed 20000 bytes");
    }
    messages.add(body);
    return says(0, "ok");
  }

  private static String sign(String time) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = mac.doFinal((time + "\n" + SECRET).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Fault.Says says(int code, String text) {
    return new Fault.Says(200, "{\"errcode\":" + code + ",\"errmsg\":\"" + text + "\"}");
  }
}
