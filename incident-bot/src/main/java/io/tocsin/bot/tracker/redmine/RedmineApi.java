package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.model.ticket.SendBy;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import tools.jackson.databind.JsonNode;

interface RedmineApi {
  @PostExchange("/issues.json")
  JsonNode create(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy, @RequestBody Map<String, Object> issue);

  @PutExchange("/issues/{id}.json")
  void edit(
      @RequestAttribute(Exchange.SEND_BY) SendBy sendBy,
      @PathVariable String id,
      @RequestBody Map<String, Object> issue);

  @PostExchange(url = "/uploads.json", contentType = "application/octet-stream")
  JsonNode upload(@RequestParam String filename, @RequestBody byte[] bytes);

  @GetExchange("/issues/{id}.json?include=attachments")
  JsonNode withFiles(@PathVariable String id);

  @GetExchange("/issues/{id}.json?include=allowed_statuses")
  JsonNode withStatuses(@PathVariable String id);

  @GetExchange("/issues/{id}.json?include=journals")
  JsonNode issue(@PathVariable String id);

  @GetExchange("/issues.json?status_id=*&sort=updated_on,id&limit=100")
  JsonNode changed(
      @RequestParam("project_id") String project,
      @RequestParam String description,
      @RequestParam("updated_on") String since,
      @RequestParam int offset);

  @GetExchange("/issues.json?status_id=*&sort=id")
  JsonNode search(@RequestParam String description, @RequestParam int limit);

  @GetExchange("/issues.json?status_id=*&sort=id:desc&limit=1")
  JsonNode newest(
      @RequestParam("project_id") String project, @RequestParam("tracker_id") int tracker);

  @GetExchange("/custom_fields.json")
  JsonNode customFields();

  @GetExchange("/projects/{id}.json?include=trackers")
  JsonNode project(@PathVariable String id);

  @GetExchange("/projects/{id}/memberships.json?limit=100")
  JsonNode members(@PathVariable String id, @RequestParam int offset);

  @GetExchange("/users/current.json")
  JsonNode me();

  @GetExchange("/issue_statuses.json")
  JsonNode statuses();

  @GetExchange("/trackers.json")
  JsonNode trackers();

  @GetExchange("/enumerations/issue_priorities.json")
  JsonNode priorities();
}
