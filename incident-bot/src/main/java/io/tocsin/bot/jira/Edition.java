package io.tocsin.bot.jira;

import io.tocsin.bot.label.TicketLabels;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What one edition of Jira does in its own way. */
public interface Edition {
  /** Jira's longest label has 255 characters; priority is a field of its own. */
  TicketLabels LABELS = new TicketLabels("team:", List.of(), 255);

  /** Fields that a ticket is made of. */
  List<String> FIELDS =
      List.of(
          "summary",
          "description",
          "labels",
          "status",
          "resolution",
          "priority",
          "assignee",
          "created");

  /** Issues that the search finds, in its order, with {@link #FIELDS}. */
  List<JsonNode> search(String jql, int limit);

  /** People who may be assigned in the project and fit the words. */
  JsonNode assignable(String project, String words);

  /** By what the edition knows a user: {@code accountId} or {@code name}. */
  String userId();

  /** A user in a request. */
  default Map<String, Object> user(String id) {
    return Map.of(userId(), id);
  }

  /** A text for a field of several lines. */
  Object lines(String text);

  Markup markup();

  /** The edition's form of a long text. */
  interface Markup {
    /** As a value of JSON. */
    Object of(String markdown);

    /** The same words, near enough to tell whether somebody has changed them. */
    String read(JsonNode text);
  }
}
