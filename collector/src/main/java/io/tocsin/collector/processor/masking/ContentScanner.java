package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.tocsin.collector.text.TextClass;
import java.util.Arrays;
import java.util.List;

/** Finds what gives itself away by its form. For one thread. */
final class ContentScanner {
  /** A user's pattern, ready. */
  private record Rule(String name, Pattern pattern, byte[] replacement) {}

  private final NumberScanner numbers;
  private final MarkScanner marks;
  private final List<Rule> rules;

  ContentScanner(MaskingConfig config) {
    numbers = new NumberScanner(config);
    marks = new MarkScanner(config);
    rules =
        config.patterns().stream()
            .map(pattern ->
                new Rule(
                    pattern.name(),
                    Pattern.compile(pattern.regex()),
                    pattern.replacement().getBytes(UTF_8)))
            .toList();
  }

  /** Whether a text with these flags could hold anything. */
  boolean mayFind(int flags) {
    return (flags & (TextClass.MANY_DIGITS | TextClass.MARKS)) != 0 || !rules.isEmpty();
  }

  /** Whether texts without any flag must be scanned too. */
  boolean readsEverything() {
    return !rules.isEmpty();
  }

  void scan(byte[] bytes, int from, int to, int flags, Findings findings) {
    if ((flags & TextClass.MANY_DIGITS) != 0) {
      numbers.scan(bytes, from, to, flags, findings);
    }
    if ((flags & TextClass.MARKS) != 0) {
      marks.scan(bytes, from, to, findings);
    }
    if (!rules.isEmpty()) {
      byte[] text = Arrays.copyOfRange(bytes, from, to);
      for (Rule rule : rules) {
        scan(rule, text, from, findings);
      }
    }
  }

  private static void scan(Rule rule, byte[] text, int from, Findings findings) {
    Matcher matcher = rule.pattern().matcher(text);
    while (matcher.find()) {
      boolean group = matcher.groupCount() > 0 && matcher.start(1) >= 0;
      int start = group ? matcher.start(1) : matcher.start();
      int end = group ? matcher.end(1) : matcher.end();
      if (start < end) {
        byte[] replacement = rule.replacement();
        findings.found(rule.name(), from + start, from + end, replacement, replacement.length);
      }
    }
  }
}
