package io.tocsin.model.mute;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A condition on one label, as Alertmanager has it: {@code service="fees"}, {@code !=}, {@code =~},
 * {@code !~}. A label that is absent counts as empty; a regular expression must match all of the
 * value.
 *
 * @param regex whether the value is a regular expression (RE2)
 * @param equal false: the label must not match
 */
public record Matcher(String name, String value, boolean regex, boolean equal) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,255}");
  private static final Pattern ONE =
      Pattern.compile(
          "\\s*(?<name>[a-zA-Z_][a-zA-Z0-9_.:-]*)\\s*(?<sign>=~|!~|!=|=)\\s*"
              + "(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<bare>[^\",{}]*?))\\s*(?:,|$)",
          Pattern.DOTALL);
  private static final int MAX_VALUE = 1_024;

  public Matcher {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("matcher: name (expected: a label's name)");
    }
    if (value.length() > MAX_VALUE) {
      throw new IllegalArgumentException(
          "matcher: value (expected: at most " + MAX_VALUE + " characters)");
    }
  }

  /**
   * Several, separated by commas, with or without braces: {@code {service="fees", env!=test}}.
   * Empty for a text without any; anything else is an IllegalArgumentException.
   */
  public static List<Matcher> parse(String text) {
    String inner = text.strip();
    if (inner.startsWith("{") && inner.endsWith("}")) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    List<Matcher> matchers = new ArrayList<>();
    java.util.regex.Matcher found = ONE.matcher(inner);
    int at = 0;
    while (at < inner.length()) {
      if (!found.region(at, inner.length()).lookingAt()) {
        throw new IllegalArgumentException(
            "matchers (expected: such as service=\"fees\", severity=~\"warn.*\")");
      }
      String quoted = found.group("quoted");
      String sign = found.group("sign");
      matchers.add(
          new Matcher(
              found.group("name"),
              quoted == null ? found.group("bare") : unescaped(quoted),
              sign.endsWith("~"),
              sign.startsWith("=")));
      at = found.end();
    }
    return List.copyOf(matchers);
  }

  private static String unescaped(String quoted) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '\\' && i + 1 < quoted.length()) {
        i++;
        char escaped = quoted.charAt(i);
        switch (escaped) {
          case 'n' -> text.append('\n');
          case '"', '\\' -> text.append(escaped);
          default -> text.append('\\').append(escaped);
        }
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    String sign = regex ? equal ? "=~" : "!~" : equal ? "=" : "!=";
    return name
        + sign
        + '"'
        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + '"';
  }
}
