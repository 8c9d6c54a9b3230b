package io.tocsin.bot.notice.teams;

import io.tocsin.bot.notice.NoticeText;
import io.tocsin.bot.notice.NoticeText.Fact;
import io.tocsin.bot.notice.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message as an adaptive card. Words stand in text runs, which know no markdown, and without an
 * entity nothing is a mention. A message may have 28 kB.
 */
final class AdaptiveCard {
  private static final int MAX_BYTES = 18_000;
  private static final int MAX_TITLE = 300;
  private static final int MAX_FACT = 500;

  private AdaptiveCard() {}

  static Map<String, Object> message(NoticeText text) {
    return Map.of(
        "type",
        "message",
        "attachments",
        List.of(
            Map.of(
                "contentType", "application/vnd.microsoft.card.adaptive", "content", card(text))));
  }

  private static Map<String, Object> card(NoticeText text) {
    List<Map<String, Object>> body = new ArrayList<>();
    body.add(
        runs(
            Map.of(
                "type",
                "TextRun",
                "text",
                Words.cut(text.title(), MAX_TITLE),
                "weight",
                "Bolder",
                "color",
                colour(text.tone()))));
    int room = MAX_BYTES;
    for (Fact fact : text.facts()) {
      String value = Words.cut(fact.value(), MAX_FACT);
      room -= Words.bytes(fact.name() + value);
      if (room > 0) {
        body.add(
            runs(
                Map.of("type", "TextRun", "text", fact.name() + ": ", "weight", "Bolder"),
                Map.of("type", "TextRun", "text", value)));
      }
    }
    text.fitting(item -> "• " + item.words(), line -> Words.bytes(line) + 100, Math.max(0, room))
        .forEach(line -> body.add(runs(Map.of("type", "TextRun", "text", line))));
    NoticeText.Link link = text.link();
    return Map.of(
        "$schema",
        "http://adaptivecards.io/schemas/adaptive-card.json",
        "type",
        "AdaptiveCard",
        "version",
        "1.4",
        "body",
        body,
        "actions",
        link == null
            ? List.of()
            : List.of(Map.of("type", "Action.OpenUrl", "title", link.words(), "url", link.url())));
  }

  @SafeVarargs
  private static Map<String, Object> runs(Map<String, Object>... inlines) {
    return Map.of("type", "RichTextBlock", "inlines", List.of(inlines));
  }

  private static String colour(NoticeText.Tone tone) {
    return switch (tone) {
      case BAD -> "Attention";
      case TAKEN -> "Warning";
      case GOOD -> "Good";
      case PLAIN -> "Default";
    };
  }
}
