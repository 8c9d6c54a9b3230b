package io.tocsin.bot.notice.webhook;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.net.URI;
import java.util.Map;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.PostExchange;

interface WebhookApi {
  @PostExchange(contentType = "application/json")
  void post(
      URI url,
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @RequestHeader Map<String, String> headers,
      @RequestBody byte[] body);
}
