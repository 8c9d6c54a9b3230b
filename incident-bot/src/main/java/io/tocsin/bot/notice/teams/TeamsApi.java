package io.tocsin.bot.notice.teams;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

interface TeamsApi {
  @PostExchange(contentType = "application/json")
  @Nullable String post(
      URI url,
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @RequestBody Map<String, Object> message);
}
