package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.tocsin.collector.text.TextClass;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what gives itself away by its form, as it stands and under up to {@link #LAYERS} encodings
 * one around the other. For one thread.
 */
final class ContentScanner {
  /** As in base64 of JSON in a URL's value in a JSON text. */
  private static final int LAYERS = 3;

  /** A user's pattern, ready. */
  private record Rule(String name, Pattern pattern, byte[] replacement) {}

  private final NumberScanner numbers;
  private final MarkScanner marks;
  private final List<Rule> rules;
  private final @Nullable Encodings encodings;
  private final Findings noting = this::noted;
  private Findings findings = noting;

  ContentScanner(MaskingConfig config, SensitiveKeys keys) {
    this(config, keys, rules(config), LAYERS);
  }

  private ContentScanner(
      MaskingConfig config, SensitiveKeys keys, List<Rule> rules, int layersBelow) {
    this.rules = rules;
    numbers = new NumberScanner(config);
    marks = new MarkScanner(config);
    encodings =
        layersBelow == 0
            ? null
            : new Encodings(keys, new ContentScanner(config, keys, rules, layersBelow - 1));
  }

  private static List<Rule> rules(MaskingConfig config) {
    return config.patterns().stream()
        .map(pattern ->
            new Rule(
                pattern.name(),
                Pattern.compile(pattern.regex()),
                pattern.replacement().getBytes(UTF_8)))
        .toList();
  }

  /** Whether a text with these flags could hold anything. */
  boolean mayFind(int flags) {
    return (flags & (TextClass.MANY_DIGITS | TextClass.MARKS)) != 0
        || Encodings.mayHide(flags)
        || !rules.isEmpty();
  }

  /** Whether texts without any flag must be scanned too. */
  boolean readsEverything() {
    return !rules.isEmpty();
  }

  void scan(byte[] bytes, int from, int to, int flags, Findings into) {
    if (encodings == null || !Encodings.mayHide(flags)) {
      plain(bytes, from, to, flags, into);
      return;
    }
    findings = into;
    encodings.begin(from, into);
    plain(bytes, from, to, flags, noting);
    encodings.scan(bytes, from, to, flags);
  }

  private void noted(String kind, int from, int to, byte[] text, int length) {
    if (encodings != null) {
      encodings.known(from, to);
    }
    findings.found(kind, from, to, text, length);
  }

  private void plain(byte[] bytes, int from, int to, int flags, Findings into) {
    if ((flags & TextClass.MANY_DIGITS) != 0) {
      numbers.scan(bytes, from, to, flags, into);
    }
    if ((flags & TextClass.MARKS) != 0) {
      marks.scan(bytes, from, to, into);
    }
    if (!rules.isEmpty()) {
      byte[] text = Arrays.copyOfRange(bytes, from, to);
      for (Rule rule : rules) {
        scan(rule, text, from, into);
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
