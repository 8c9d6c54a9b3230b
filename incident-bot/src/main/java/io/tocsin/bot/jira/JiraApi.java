package io.tocsin.bot.jira;

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

/** Calls that both editions know, below {@code /rest/api/2} and {@code /rest/api/3}. */
interface JiraApi {
  @PostExchange("/issue")
  JsonNode create(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy, @RequestBody Map<String, Object> issue);

  @PutExchange("/issue/{key}")
  void edit(@PathVariable String key, @RequestBody Map<String, Object> change);

  @PutExchange("/issue/{key}/assignee")
  void assign(@PathVariable String key, @RequestBody Map<String, Object> who);

  @GetExchange("/issue/{key}")
  JsonNode issue(@PathVariable String key, @RequestParam String fields);

  /** The newest first. */
  @GetExchange("/issue/{key}/comment?orderBy=-created&maxResults=100")
  JsonNode comments(@PathVariable String key);

  @PostExchange("/issue/{key}/comment")
  void comment(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String key,
      @RequestBody Map<String, Object> comment);

  @PostExchange(
      url = "/issue/{key}/attachments",
      contentType = "multipart/form-data",
      headers = "X-Atlassian-Token=no-check")
  void attach(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String key,
      @RequestBody MultiValueMap<String, Object> files);

  /** Creates it, or changes the one of that {@code globalId}. */
  @PostExchange("/issue/{key}/remotelink")
  void link(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String key,
      @RequestBody Map<String, Object> link);

  @GetExchange("/issue/{key}/transitions?expand=transitions.fields")
  JsonNode transitions(@PathVariable String key);

  @PostExchange("/issue/{key}/transitions")
  void transition(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String key,
      @RequestBody Map<String, Object> transition);

  /** For those who may browse it. */
  @GetExchange("/project/{project}")
  JsonNode project(@PathVariable String project);

  @GetExchange("/issue/createmeta/{project}/issuetypes?maxResults=100")
  JsonNode issueTypes(@PathVariable String project);

  @GetExchange("/issue/createmeta/{project}/issuetypes/{type}?maxResults=200")
  JsonNode form(@PathVariable String project, @PathVariable String type);
}
