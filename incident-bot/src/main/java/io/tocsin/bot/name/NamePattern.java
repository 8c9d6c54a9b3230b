package io.tocsin.bot.name;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names as settings give them, where a star stands for any text. */
public final class NamePattern {
  private NamePattern() {}

  /**
   * @param pattern null for any
   */
  public static boolean fits(@Nullable String pattern, @Nullable String name) {
    if (pattern == null) {
      return true;
    }
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return name != null && Pattern.compile(regex, Pattern.DOTALL).matches(name);
  }
}
