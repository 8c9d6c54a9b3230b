package io.tocsin.bot.jira;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What one edition of Jira does in its own way. */
public interface Edition {
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
