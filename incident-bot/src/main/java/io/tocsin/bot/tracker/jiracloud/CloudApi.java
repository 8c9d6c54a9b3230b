package io.tocsin.bot.tracker.jiracloud;

import java.util.Map;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

interface CloudApi {
  @PostExchange("/search/jql")
  JsonNode search(@RequestBody Map<String, Object> query);

  @GetExchange("/user/assignable/search")
  JsonNode assignable(@RequestParam String project, @RequestParam String query);
}
