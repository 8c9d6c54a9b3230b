package io.tocsin.bot.notice.pagerduty;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.util.Map;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

interface PagerDutyApi {
  @PostExchange(url = "/v2/enqueue", contentType = "application/json")
  void enqueue(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy, @RequestBody Map<String, Object> event);
}
