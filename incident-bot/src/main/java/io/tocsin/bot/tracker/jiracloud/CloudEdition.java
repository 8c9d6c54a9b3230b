package io.tocsin.bot.tracker.jiracloud;

import io.tocsin.bot.jira.Edition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

record CloudEdition(CloudApi api) implements Edition {
  private static final int PAGE = 100;

  @Override
  public List<JsonNode> search(String jql, int limit) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Map<String, Object> query = new LinkedHashMap<>();
      query.put("jql", jql);
      query.put("fields", FIELDS);
      query.put("maxResults", Math.min(PAGE, limit - all.size()));
      next.ifPresent(token -> query.put("nextPageToken", token));
      JsonNode answer = api.search(query);
      answer.path("issues").forEach(all::add);
      next = answer.path("nextPageToken").asStringOpt();
    } while (next.isPresent() && all.size() < limit);
    return all;
  }

  @Override
  public JsonNode assignable(String project, String words) {
    return api.assignable(project, words);
  }

  @Override
  public String userId() {
    return "accountId";
  }

  /** As REST v3 has it of the environment and of custom fields of several lines, too. */
  @Override
  public Object lines(String text) {
    return AdfDocument.of(text);
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
