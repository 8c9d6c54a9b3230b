package io.tocsin.bot.notice;

import io.tocsin.bot.notice.NoticeText.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * A message as lines of one text, in the markup of a channel and never longer than it takes.
 *
 * @param safe makes words harmless there
 * @param strong around what is bold
 * @param link of safe words and an address
 * @param between two lines
 * @param size of a text as the channel counts it: characters or bytes
 * @param max size of all of it
 */
public record Layout(
    UnaryOperator<String> safe,
    UnaryOperator<String> strong,
    BinaryOperator<String> link,
    String between,
    ToIntFunction<String> size,
    int max) {
  private static final int MAX_TITLE = 300;
  private static final int MIN_ROOM = 60;

  /** The markdown that group robots of Chinese chats take, in which nobody is mentioned. */
  public static Layout robotMarkdown(String between, int maxBytes) {
    return new Layout(
        words -> Words.harmless(words, "<@]`"),
        words -> "**" + words + "**",
        (words, url) -> "[" + words.replace("]", ")") + "](" + url + ')',
        between,
        Words::bytes,
        maxBytes);
  }

  public String of(NoticeText text) {
    List<String> lines = new ArrayList<>();
    String last =
        text.link() == null ? "" : link.apply(safe.apply(text.link().words()), text.link().url());
    lines.add(strong.apply(safe.apply(Words.cut(text.title(), MAX_TITLE))));
    int room = max - sized(lines.getFirst()) - sized(last);
    for (Fact fact : text.facts()) {
      String line = fitting(fact, room);
      if (line.isEmpty()) {
        break;
      }
      lines.add(line);
      room -= sized(line);
    }
    lines.addAll(
        text.fitting(
            item -> "- " + link.apply(safe.apply(item.words()), item.url()), this::sized, room));
    if (!last.isEmpty()) {
      lines.add(last);
    }
    return String.join(between, lines);
  }

  /** Empty where there is no room for a part that says something. */
  private String fitting(Fact fact, int room) {
    String value = fact.value();
    String line = line(fact.name(), value);
    while (sized(line) > room && value.length() > MIN_ROOM / 2) {
      value = Words.cut(value, Math.max(MIN_ROOM / 2, value.length() / 2));
      line = line(fact.name(), value);
    }
    return sized(line) > room ? "" : line;
  }

  private String line(String name, String value) {
    return strong.apply(name + ':') + ' ' + safe.apply(value);
  }

  private int sized(String line) {
    return size.applyAsInt(line) + size.applyAsInt(between);
  }
}
