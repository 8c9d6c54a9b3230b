package io.tocsin.bot.notice;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A text in which {@code *} stands for any text. */
final class Wildcard {
  private Wildcard() {}

  /**
   * @param pattern null fits all
   */
  static boolean fits(@Nullable String pattern, @Nullable String value) {
    if (pattern == null) {
      return true;
    }
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return value != null && Pattern.compile(regex, Pattern.DOTALL).matches(value);
  }
}
