package io.tocsin.bot.notice.slack;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.util.Map;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** Slack's Web API: each answers 200 with {@code ok} true or false. */
interface SlackApi {
  @PostExchange("/auth.test")
  JsonNode who();

  @PostExchange(url = "/chat.postMessage", contentType = "application/json; charset=utf-8")
  JsonNode post(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy, @RequestBody Map<String, Object> message);

  @PostExchange(url = "/chat.update", contentType = "application/json; charset=utf-8")
  JsonNode update(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy, @RequestBody Map<String, Object> message);

  @GetExchange("/conversations.history?include_all_metadata=true&limit=200")
  JsonNode history(@RequestParam String channel, @RequestParam String oldest);
}
