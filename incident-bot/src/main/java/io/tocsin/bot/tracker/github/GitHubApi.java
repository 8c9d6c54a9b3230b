package io.tocsin.bot.tracker.github;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** Below one repository's address; in the version that its answers are read by. */
@HttpExchange(headers = "X-GitHub-Api-Version=2022-11-28")
interface GitHubApi {
  @GetExchange
  JsonNode repository();

  @PostExchange("/issues")
  JsonNode create(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy, @RequestBody Map<String, Object> issue);

  @GetExchange("/issues?state=all&sort=created&direction=asc&per_page=100")
  JsonNode labelled(@RequestParam String labels);

  @GetExchange("/issues?state=all&sort=updated&direction=asc&per_page=100")
  JsonNode changed(@RequestParam String labels, @RequestParam String since, @RequestParam int page);

  @GetExchange("/issues/{number}")
  JsonNode issue(@PathVariable String number);

  /** Oldest first. */
  @GetExchange("/issues/{number}/comments?per_page=100")
  JsonNode comments(@PathVariable String number, @RequestParam int page);

  @PatchExchange("/issues/{number}")
  void edit(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String number,
      @RequestBody Map<String, Object> change);

  @PostExchange("/issues/{number}/comments")
  void comment(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String number,
      @RequestBody Map<String, Object> comment);

  @PostExchange("/issues/{number}/labels")
  void label(@PathVariable String number, @RequestBody Map<String, List<String>> labels);

  @DeleteExchange("/issues/{number}/labels/{label}")
  void unlabel(@PathVariable String number, @PathVariable String label);

  @GetExchange("/commits?per_page=1")
  JsonNode commitsOf(@RequestParam String author);

  /** 204, or 404 where issues may not be given to this user. */
  @HttpExchange(method = "GET", url = "/assignees/{login}")
  void assignable(@PathVariable String login);
}
