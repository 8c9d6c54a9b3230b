package io.tocsin.bot.tracker.builtin;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.tracker.builtin.TicketJson.FileList;
import io.tocsin.bot.tracker.builtin.TicketJson.TicketList;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketThread;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

@HttpExchange("/api/v1/tickets")
interface BuiltInApi {
  @GetExchange
  TicketList find(@RequestParam String key, @RequestParam int limit);

  @PostExchange
  Ticket file(@RequestAttribute(Exchange.SEND_BY) SendBy sendBy, @RequestBody TicketDraft draft);

  @PatchExchange("/{id}")
  void change(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String id,
      @RequestBody TicketChange change);

  /**
   * @param since an instant
   */
  @GetExchange
  TicketList changed(
      @RequestParam("changed_since") String since,
      @RequestParam int offset,
      @RequestParam int limit);

  @GetExchange("/{id}")
  TicketThread read(@PathVariable String id);

  @GetExchange("/{id}/attachments")
  FileList files(@PathVariable String id);

  /** A file of that name that is there already stays. */
  @PutExchange("/{id}/attachments/{name}")
  void attach(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String id,
      @PathVariable String name,
      @RequestHeader("Content-Type") String mediaType,
      @RequestBody byte[] bytes);
}
