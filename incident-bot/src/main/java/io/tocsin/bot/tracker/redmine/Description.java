package io.tocsin.bot.tracker.redmine;

import io.tocsin.bot.markup.MarkupText;
import io.tocsin.bot.markup.Tokens;
import io.tocsin.model.ticket.TicketKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An issue's text. Its last line holds what other trackers have labels for: the key, the team, the
 * labels.
 *
 * @param markdown or, as read, words near enough to it
 */
record Description(TicketKey key, @Nullable String team, List<String> labels, String markdown) {
  private static final String TEAM = "team:";
  private static final String BLOCK = "<pre>";
  private static final String BLOCK_END = "</pre>";
  private static final Tokens TEXTILE =
      new Tokens(
          "*",
          "_",
          code -> '@' + words(code) + '@',
          BLOCK,
          BLOCK_END,
          (text, address) -> '"' + text + "\":" + address,
          Description::words);

  /** Textile has no escapes: an invisible space keeps marks from being marks. */
  private static String words(String text) {
    return text.replaceAll("([*_@+^~%\"!|<])", "$1\u200b");
  }

  static String written(String markdown, RedmineConfig.Markup markup) {
    return markup == RedmineConfig.Markup.MARKDOWN ? markdown : MarkupText.of(markdown, TEXTILE);
  }

  String written(RedmineConfig.Markup markup) {
    String last =
        String.join(
            " ",
            Stream.concat(
                    Stream.concat(
                        Stream.of(key.label()), Stream.ofNullable(team).map(t -> TEAM + word(t))),
                    labels.stream().map(Description::word))
                .toList());
    return written(markdown, markup).strip() + "\n\n" + last;
  }

  private static String word(String label) {
    return label.replaceAll("\\s+", "-");
  }

  /** Empty where its last line holds no key. */
  static Optional<Description> read(String text) {
    String whole = text.strip();
    int last = whole.lastIndexOf('\n') + 1;
    List<String> words = List.of(whole.substring(last).strip().split("\\s+"));
    return words.stream()
        .filter(TicketKey::isLabel)
        .findFirst()
        .map(key ->
            new Description(
                new TicketKey(key),
                words.stream()
                    .filter(word -> word.startsWith(TEAM))
                    .map(word -> word.substring(TEAM.length()))
                    .findFirst()
                    .orElse(null),
                words.stream().filter(word -> !word.equals(key) && !word.startsWith(TEAM)).toList(),
                plain(whole.substring(0, last))));
  }

  /** Without what of the markup consists of letters. */
  private static String plain(String text) {
    return text.replace(BLOCK, "").replace(BLOCK_END, "").replaceAll("(?m)^h\\d\\. ", "").strip();
  }
}
