package io.tocsin.bot.tracker.jiracloud;

import io.tocsin.bot.jira.Edition;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

record CloudEdition(CloudApi api) implements Edition {
  private static final int MAX_OF_ONE_KEY = 100;
  private static final List<String> FIELDS =
      List.of("summary", "description", "labels", "status", "priority", "assignee", "created");

  @Override
  public JsonNode search(String jql) {
    return api.search(Map.of("jql", jql, "fields", FIELDS, "maxResults", MAX_OF_ONE_KEY));
  }

  @Override
  public JsonNode assignable(String project, String words) {
    return api.assignable(project, words);
  }

  @Override
  public Map<String, Object> id(JsonNode user) {
    return Map.of("accountId", user.path("accountId").asString(""));
  }

  @Override
  public Markup markup() {
    return new Documents();
  }

  /** Atlassian Document Format. */
  private record Documents() implements Markup {
    @Override
    public Object of(String markdown) {
      return AdfDocument.of(markdown);
    }

    @Override
    public String read(JsonNode document) {
      return AdfText.of(document);
    }
  }
}
