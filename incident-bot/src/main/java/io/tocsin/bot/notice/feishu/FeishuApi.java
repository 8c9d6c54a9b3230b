package io.tocsin.bot.notice.feishu;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

@HttpExchange(url = "/open-apis", contentType = "application/json; charset=utf-8")
interface FeishuApi {
  @PostExchange("/bot/v2/hook/{hook}")
  JsonNode robot(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String hook,
      @RequestBody Map<String, Object> message);

  @PostExchange("/auth/v3/tenant_access_token/internal")
  JsonNode token(@RequestBody Map<String, Object> app);

  @PostExchange("/im/v1/messages?receive_id_type=chat_id")
  JsonNode post(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @RequestHeader("Authorization") String bearer,
      @RequestBody Map<String, Object> message);

  @PatchExchange("/im/v1/messages/{id}")
  JsonNode change(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @RequestHeader("Authorization") String bearer,
      @PathVariable String id,
      @RequestBody Map<String, Object> message);
}
