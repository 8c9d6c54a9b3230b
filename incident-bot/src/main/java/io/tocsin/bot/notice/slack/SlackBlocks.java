package io.tocsin.bot.notice.slack;

import io.tocsin.bot.notice.NoticeText;
import io.tocsin.bot.notice.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message as Slack's blocks. With {@code & < >} written as entities nothing in a text can be a
 * mention, a command or a link (Slack, "Formatting text for app surfaces"). At most 50 blocks,
 * 3,000 characters a section; all of it is kept to what one message takes.
 */
final class SlackBlocks {
  private static final int MAX_SECTION = 3_000;
  private static final int MAX_TITLE = 1_000;
  private static final int MAX_FACT = 1_400;
  private static final int MAX_ITEMS = 11_000;

  private SlackBlocks() {}

  static List<Map<String, Object>> of(NoticeText text) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    blocks.add(section(mark(text.tone()) + "*" + title(text) + "*"));
    sections(
        blocks,
        text.facts().stream()
            .map(fact ->
                "*" + escape(fact.name()) + ":* " + Words.cut(escape(fact.value()), MAX_FACT))
            .toList());
    sections(
        blocks,
        text.fitting(
            item -> "• " + link(Words.cut(item.words(), MAX_TITLE / 2), item.url()),
            line -> line.length() + 1,
            MAX_ITEMS));
    return blocks;
  }

  /** What a phone shows before the message is opened. */
  static String fallback(NoticeText text) {
    return escape(text.title());
  }

  private static String title(NoticeText text) {
    String title = Words.cut(text.title(), MAX_TITLE);
    return text.link() == null ? escape(title) : link(title, text.link().url());
  }

  /** A shape beside the colour: not everybody can tell red from green. */
  private static String mark(NoticeText.Tone tone) {
    return switch (tone) {
      case BAD -> ":red_circle: ";
      case TAKEN -> ":large_orange_diamond: ";
      case GOOD -> ":white_check_mark: ";
      case PLAIN -> "";
    };
  }

  private static String link(String words, String url) {
    return '<' + escape(url).replace("|", "%7C") + '|' + escape(words) + '>';
  }

  private static void sections(List<Map<String, Object>> blocks, List<String> lines) {
    StringBuilder section = new StringBuilder();
    for (String line : lines) {
      if (section.length() + line.length() + 1 > MAX_SECTION) {
        blocks.add(section(section.toString()));
        section.setLength(0);
      }
      section.append(section.isEmpty() ? "" : "\n").append(line);
    }
    if (!section.isEmpty()) {
      blocks.add(section(section.toString()));
    }
  }

  private static Map<String, Object> section(String markdown) {
    // Verbatim: Slack makes no mention or link of what merely looks like one.
    return Map.of(
        "type", "section", "text", Map.of("type", "mrkdwn", "text", markdown, "verbatim", true));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
