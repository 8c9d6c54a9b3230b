package io.tocsin.bot.notice.feishu;

import io.tocsin.bot.notice.NoticeText;
import io.tocsin.bot.notice.NoticeText.Fact;
import io.tocsin.bot.notice.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message as a card. All words stand in elements of plain text, in which nothing is a mention or
 * a link; links are buttons. A card may have 20 kB.
 */
final class FeishuCard {
  private static final int MAX_BYTES = 14_000;
  private static final int MAX_TITLE = 250;
  private static final int MAX_FACT = 500;

  private FeishuCard() {}

  static Map<String, Object> of(NoticeText text) {
    List<Map<String, Object>> elements = new ArrayList<>();
    int room = MAX_BYTES;
    for (Fact fact : text.facts()) {
      String line = fact.name() + ": " + Words.cut(fact.value(), MAX_FACT);
      room -= Words.bytes(line);
      if (room > 0) {
        elements.add(words(line));
      }
    }
    List<String> items = text.fitting(item -> "• " + item.words(), Words::bytes, Math.max(0, room));
    if (!items.isEmpty()) {
      elements.add(words(String.join("\n", items)));
    }
    if (text.link() != null) {
      elements.add(button(text.link()));
    }
    return Map.of(
        "config",
        Map.of("wide_screen_mode", true, "update_multi", true),
        "header",
        Map.of("title", plain(Words.cut(text.title(), MAX_TITLE)), "template", colour(text.tone())),
        "elements",
        elements);
  }

  private static Map<String, Object> words(String text) {
    return Map.of("tag", "div", "text", plain(text));
  }

  private static Map<String, Object> plain(String text) {
    return Map.of("tag", "plain_text", "content", text);
  }

  private static Map<String, Object> button(NoticeText.Link link) {
    return Map.of(
        "tag",
        "action",
        "actions",
        List.of(
            Map.of(
                "tag",
                "button",
                "type",
                "default",
                "text",
                plain(link.words()),
                "url",
                link.url())));
  }

  private static String colour(NoticeText.Tone tone) {
    return switch (tone) {
      case BAD -> "red";
      case TAKEN -> "orange";
      case GOOD -> "green";
      case PLAIN -> "grey";
    };
  }
}
