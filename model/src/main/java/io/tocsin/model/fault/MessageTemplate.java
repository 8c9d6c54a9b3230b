package io.tocsin.model.fault;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An exception's message with its variables replaced, so that two of one kind are equal. Only for
 * grouping; not a mask: nothing personal may rely on it.
 */
final class MessageTemplate {
  private static final int MAX_LENGTH = 1_000;

  private record Rule(Pattern pattern, String name) {
    static Rule of(String regex, String name) {
      return new Rule(Pattern.compile(regex), name);
    }
  }

  /** Longer and more telling shapes first: what one rule has replaced the next no longer sees. */
  private static final List<Rule> RULES =
      List.of(
          Rule.of("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+", "<email>"),
          Rule.of("\\b[a-z][a-z0-9+.-]{1,20}://[^\\s\"'<>]+", "<url>"),
          Rule.of("\\b[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\\b", "<traceparent>"),
          Rule.of(
              "\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b",
              "<uuid>"),
          Rule.of("\\bacct_[A-Za-z0-9_-]+", "<account>"),
          Rule.of("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\\b", "<iban>"),
          Rule.of(
              "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?",
              "<date>"),
          Rule.of("\\b\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d+)?", "<time>"),
          Rule.of("\\b(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?\\b", "<ip>"),
          Rule.of("\\b0x[0-9a-fA-F]+\\b|@[0-9a-f]{5,16}\\b", "<hex>"),
          Rule.of("\\b(?=[0-9a-fA-F]*[0-9])(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{8,}\\b", "<hex>"),
          Rule.of("(?<![\\w])\\d[\\d*xX -]{10,22}[\\d*xX](?![\\w])", "<account>"),
          Rule.of("(?<==)\"[^\"]*\"|(?<==)'[^']*'", "<string>"),
          Rule.of("\\b\\d+(?:\\.\\d+)? ?(?:ns|us|µs|ms|s|min|h|d)\\b", "<duration>"),
          Rule.of("[-+]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|[-+]?\\d+(?:\\.\\d+)?", "<number>"));

  private MessageTemplate() {}

  static String of(String message) {
    String text = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) : message;
    for (Rule rule : RULES) {
      text = rule.pattern.matcher(text).replaceAll(rule.name);
    }
    return text.strip();
  }
}
