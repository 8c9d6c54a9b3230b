package io.tocsin.bot.mute;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.model.mute.Matcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds matchers against labels; compiled expressions are kept. Safe for many threads. */
final class Matching {
  private static final int KEPT = 1_000;

  /** RE2 allows so many for each repeat, and nested ones multiply. */
  private static final int MAX_REPEATS = 1_000;

  private static final Pattern COUNTED = Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

  private final Map<String, Pattern> patterns =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
          return size() > KEPT;
        }
      };

  /** All of them; an expression that RE2 does not take is an IllegalArgumentException. */
  boolean match(List<Matcher> matchers, Map<String, String> labels) {
    return matchers.stream().allMatch(matcher -> match(matcher, labels));
  }

  private boolean match(Matcher matcher, Map<String, String> labels) {
    String value = labels.getOrDefault(matcher.name(), "");
    boolean same =
        matcher.regex() ? pattern(matcher.value()).matches(value) : matcher.value().equals(value);
    return same == matcher.equal();
  }

  private Pattern pattern(String regex) {
    requireSmall(regex);
    synchronized (patterns) {
      try {
        return patterns.computeIfAbsent(regex, r -> Pattern.compile(r, Pattern.DOTALL));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException("matcher: not a regular expression of RE2's", e);
      }
    }
  }

  /** Counted repeats are written out when compiled: a few characters could fill the memory. */
  private static void requireSmall(String regex) {
    double repeats = 1;
    com.google.re2j.Matcher counted = COUNTED.matcher(regex);
    while (counted.find()) {
      String most = counted.group(2);
      String count = most == null || most.isEmpty() ? counted.group(1) : most;
      repeats *= Math.max(1, Double.parseDouble(count));
    }
    if (repeats > MAX_REPEATS) {
      throw new IllegalArgumentException(
          "matcher: repeats whose counts multiply (expected: at most " + MAX_REPEATS + " in all)");
    }
  }
}
