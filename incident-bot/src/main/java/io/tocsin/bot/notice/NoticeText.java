package io.tocsin.bot.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A message's words, without the markup of any channel: nothing in them is safe there yet.
 *
 * @param title one line
 * @param facts of a message on one incident
 * @param items of a message that gathers many
 * @param link where all of it can be seen; null for nowhere
 */
public record NoticeText(
    Language language,
    Tone tone,
    String title,
    List<Fact> facts,
    List<Item> items,
    @Nullable Link link) {
  /** For a colour beside the words. */
  public enum Tone {
    BAD,
    TAKEN,
    GOOD,
    PLAIN
  }

  public record Fact(String name, String value) {}

  public record Link(String words, String url) {}

  /** One incident among many. */
  public record Item(String words, String url) {}

  public NoticeText {
    facts = List.copyOf(facts);
    items = List.copyOf(items);
  }

  /** Each item as {@code written}, as many as fit into {@code max}; then how many do not. */
  public List<String> fitting(Function<Item, String> written, ToIntFunction<String> size, int max) {
    List<String> lines = new ArrayList<>();
    int room = max;
    int reserve = size.applyAsInt(more(items.size()));
    for (int i = 0; i < items.size(); i++) {
      String line = written.apply(items.get(i));
      room -= size.applyAsInt(line);
      if (room < (i == items.size() - 1 ? 0 : reserve)) {
        lines.add(more(items.size() - i));
        return lines;
      }
      lines.add(line);
    }
    return lines;
  }

  private String more(int count) {
    return language.say("…and " + count + " more", "……另有 " + count + " 个");
  }
}
