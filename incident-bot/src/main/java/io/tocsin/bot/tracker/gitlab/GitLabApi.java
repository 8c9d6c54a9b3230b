package io.tocsin.bot.tracker.gitlab;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import tools.jackson.databind.JsonNode;

/** A project is named by number or path, an issue by its number in the project. */
interface GitLabApi {
  @GetExchange("/projects/{project}")
  JsonNode project(@PathVariable String project);

  @PostExchange("/projects/{project}/issues")
  JsonNode create(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String project,
      @RequestBody Map<String, Object> issue);

  @GetExchange("/projects/{project}/issues?scope=all&order_by=created_at&sort=asc&per_page=100")
  JsonNode labelled(@PathVariable String project, @RequestParam String labels);

  @GetExchange("/projects/{project}/issues?scope=all&order_by=updated_at&sort=asc&per_page=100")
  JsonNode changed(
      @PathVariable String project,
      @RequestParam String labels,
      @RequestParam("updated_after") String since,
      @RequestParam int page);

  @GetExchange("/projects/{project}/issues/{number}")
  JsonNode issue(@PathVariable String project, @PathVariable String number);

  @GetExchange(
      "/projects/{project}/issues/{number}/notes?order_by=created_at&sort=desc&per_page=100")
  JsonNode notes(@PathVariable String project, @PathVariable String number);

  @PutExchange("/projects/{project}/issues/{number}")
  void edit(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String project,
      @PathVariable String number,
      @RequestBody Map<String, Object> change);

  @PostExchange("/projects/{project}/issues/{number}/notes")
  void note(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String project,
      @PathVariable String number,
      @RequestBody Map<String, Object> note);

  @PostExchange(url = "/projects/{project}/uploads", contentType = "multipart/form-data")
  JsonNode upload(@PathVariable String project, @RequestBody MultiValueMap<String, Object> file);

  /** Those whose name, login or address fits the words. */
  @GetExchange("/projects/{project}/members/all?per_page=100")
  JsonNode members(@PathVariable String project, @RequestParam String query);
}
