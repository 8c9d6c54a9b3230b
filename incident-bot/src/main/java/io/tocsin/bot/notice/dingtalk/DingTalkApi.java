package io.tocsin.bot.notice.dingtalk;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.util.Map;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

interface DingTalkApi {
  /**
   * @param query token, and time stamp and sign where there is a secret
   */
  @PostExchange(url = "/robot/send", contentType = "application/json")
  JsonNode send(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @RequestParam Map<String, String> query,
      @RequestBody Map<String, Object> message);
}
