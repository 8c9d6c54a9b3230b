package io.tocsin.bot.notice.wecom;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.util.Map;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

interface WeComApi {
  @PostExchange(url = "/cgi-bin/webhook/send", contentType = "application/json")
  JsonNode send(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @RequestParam String key,
      @RequestBody Map<String, Object> message);
}
