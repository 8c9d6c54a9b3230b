package io.tocsin.bot.tracker.jiracloud;

import tools.jackson.databind.JsonNode;

/** The words of a document in Atlassian Document Format, links as text(address). */
final class AdfText {
  private final StringBuilder out = new StringBuilder();

  private AdfText() {}

  static String of(JsonNode document) {
    AdfText text = new AdfText();
    text.walk(document);
    return text.out.toString();
  }

  private void walk(JsonNode node) {
    switch (node.path("type").asString("")) {
      case "text" -> {
        out.append(node.path("text").asString(""));
        for (JsonNode mark : node.path("marks")) {
          if (mark.path("type").asString("").equals("link")) {
            out.append('(').append(mark.path("attrs").path("href").asString("")).append(')');
          }
        }
      }
      case "hardBreak" -> out.append('\n');
      case "mention", "emoji" -> out.append(node.path("attrs").path("text").asString(""));
      default -> {
        node.path("content").forEach(this::walk);
        if (!node.path("content").isEmpty()) {
          out.append('\n');
        }
      }
    }
  }
}
