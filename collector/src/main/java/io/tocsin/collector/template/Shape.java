package io.tocsin.collector.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message's words, with null for a variable, and what stands around them.
 *
 * @param gaps one more than words: before each, and behind the last
 */
record Shape(List<@Nullable String> words, List<String> gaps) {
  static final String VARIABLE = "<*>";

  /** Words that announce a name. */
  private static final Set<String> LABELS =
      Set.of("user", "username", "host", "hostname", "account", "login");

  /** Separates pieces in {@link #pieces}; no message brings it here, as it counts as a blank. */
  private static final String SEPARATOR = "\u001F";

  static Shape of(Tokens tokens) {
    List<@Nullable String> words = new ArrayList<>(tokens.count());
    List<String> gaps = new ArrayList<>(tokens.count() + 1);
    for (int i = 0; i < tokens.count(); i++) {
      gaps.add(tokens.gap(i));
      words.add(tokens.variable(i) ? null : tokens.word(i));
    }
    gaps.add(tokens.gap(tokens.count()));
    return new Shape(words, gaps);
  }

  /** Messages of one statement have the same. */
  String form() {
    return String.join(SEPARATOR, gaps);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      text.append(gaps.get(i)).append(word == null ? VARIABLE : word);
    }
    return text.append(gaps.getLast()).toString();
  }

  /** Gaps and words in turns, for {@link #ofPieces}. */
  String pieces() {
    StringBuilder pieces = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      pieces.append(gaps.get(i)).append(SEPARATOR);
      pieces.append(word == null ? VARIABLE : word).append(SEPARATOR);
    }
    return pieces.append(gaps.getLast()).toString();
  }

  static Shape ofPieces(String pieces) {
    String[] parts = pieces.split(SEPARATOR, -1);
    List<@Nullable String> words = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 0) {
        gaps.add(parts[i]);
      } else {
        words.add(parts[i].equals(VARIABLE) ? null : parts[i]);
      }
    }
    return new Shape(words, gaps);
  }

  /** Whether the word is the value of {@code name=}. */
  boolean value(int i) {
    return i > 0 && gaps.get(i).endsWith("=");
  }

  /** Whether the word before announces a name. */
  boolean named(int i) {
    String before = i == 0 ? null : words.get(i - 1);
    return before != null && LABELS.contains(before.toLowerCase(Locale.ROOT));
  }

  static boolean hasLetter(String word) {
    return word.chars().anyMatch(c -> Signs.letter((char) c));
  }
}
