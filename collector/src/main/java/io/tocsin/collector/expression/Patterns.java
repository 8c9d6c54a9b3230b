package io.tocsin.collector.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiled patterns. Those that stand in expressions are kept; one that an expression puts together
 * from a record is compiled each time. RE2: linear in the text, whatever the pattern.
 */
final class Patterns {
  private static final int MAX_CHARACTERS = 1_000;

  /** Rules of a house are fewer; only one that is reloaded without end comes there. */
  private static final int MOST = 10_000;

  private final Map<String, Pattern> kept = new ConcurrentHashMap<>();

  /** IllegalArgumentException, with what is wrong, for no pattern. */
  void keep(String pattern) {
    Pattern compiled = compile(pattern);
    if (kept.size() < MOST) {
      kept.put(pattern, compiled);
    }
  }

  Pattern of(String pattern) {
    @Nullable Pattern known = kept.get(pattern);
    if (known != null) {
      return known;
    }
    try {
      return compile(pattern);
    } catch (IllegalArgumentException e) {
      throw new UnusableException(UnusableException.BAD_PATTERN);
    }
  }

  private static Pattern compile(String pattern) {
    if (pattern.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "a pattern of more than " + MAX_CHARACTERS + " characters");
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }
}
