package io.tocsin.bot.jira;

import io.tocsin.bot.label.TicketLabels;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What one edition of Jira does in its own way. */
public interface Edition {
  /** Jira's longest label has 255 characters; priority is a field of its own. */
  TicketLabels LABELS = new TicketLabels("team:", List.of(), 255);

  /** The answer to a search, with the fields that a ticket is made of; oldest first. */
  JsonNode search(String jql);

  /** People who may be assigned in the project and fit the words. */
  JsonNode assignable(String project, String words);

  /** How the edition names a user in a request: {@code accountId} or {@code name}. */
  Map<String, Object> id(JsonNode user);

  Markup markup();

  /** The edition's form of a long text. */
  interface Markup {
    /** As a value of JSON. */
    Object of(String markdown);

    /** The same words, near enough to tell whether somebody has changed them. */
    String read(JsonNode text);
  }
}
