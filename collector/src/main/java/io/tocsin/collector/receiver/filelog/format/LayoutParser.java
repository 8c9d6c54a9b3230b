package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.model.config.InvalidSettingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Logback's and Log4j2's pattern layouts. Widths are passed over: what they pad with is
 * trimmed when a line is read. An unknown conversion word stands for any text, kept as an attribute
 * of that name, because both frameworks let users add words.
 */
final class LayoutParser {
  private static final int MAX_LAYOUT = 4_096;
  private static final int MAX_DEPTH = 16;

  /** {@code ${NAME}} or {@code ${NAME:-default}} without another one inside. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([^{}:$]*(?::[^-{}$][^{}:$]*)?)(?::-((?:[^{}$]|\\{[^{}]*})*))?}");

  private final String layout;
  private final Function<ZoneId, CivilTime> times;
  private final ZoneId zone;
  private final List<LayoutPart> parts = new ArrayList<>();
  private final ByteArrayOutputStream literal = new ByteArrayOutputStream();

  private LayoutParser(String layout, ZoneId zone, Function<ZoneId, CivilTime> times) {
    this.layout = layout;
    this.zone = zone;
    this.times = times;
  }

  /** Without what ends a line and without exceptions, which are found in the text. */
  static List<LayoutPart> parse(String layout, ZoneId zone, Function<ZoneId, CivilTime> times) {
    if (layout.isBlank() || layout.length() > MAX_LAYOUT) {
      throw new InvalidSettingException(
          "layout", layout, "a pattern such as %d{ISO8601} [%thread] %-5level %logger - %msg%n");
    }
    LayoutParser parser = new LayoutParser(layout, zone, times);
    parser.read(variables(layout), 0);
    parser.endLiteral();
    List<LayoutPart> parts = parser.parts;
    while (!parts.isEmpty() && isLineEnd(parts.getLast())) {
      parts.removeLast();
    }
    if (parts.isEmpty()) {
      throw new InvalidSettingException("layout", layout, "a pattern with at least %msg");
    }
    return List.copyOf(parts);
  }

  private static boolean isLineEnd(LayoutPart part) {
    return part.literal() != null && new String(part.literal(), StandardCharsets.UTF_8).isBlank();
  }

  /** Variables take their default; without one they are any text. */
  private static String variables(String layout) {
    String text = layout;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Matcher matcher = VARIABLE.matcher(text);
      StringBuilder result = new StringBuilder();
      boolean any = false;
      while (matcher.find()) {
        any = true;
        matcher.appendReplacement(
            result, Matcher.quoteReplacement(variable(matcher.group(1), matcher.group(2))));
      }
      text = matcher.appendTail(result).toString();
      if (!any) {
        break;
      }
    }
    return text;
  }

  private static String variable(String name, @Nullable String value) {
    if (name.endsWith("PID") || name.endsWith("pid")) {
      return "%pid";
    }
    if (name.startsWith("ctx:")) {
      return "%X{" + name.substring(4) + '}';
    }
    return value != null ? value : "%property";
  }

  private void read(String text, int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidSettingException("layout", layout, "groups at most 16 deep");
    }
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        char escaped = text.charAt(at + 1);
        add(escaped == 'n' ? "\n" : escaped == 't' ? "\t" : escaped == 'r' ? "" : "" + escaped);
        at += 2;
      } else if (c == '%' && at + 1 < text.length()) {
        at = conversion(text, at + 1, depth);
      } else {
        int end = at + Character.charCount(text.codePointAt(at));
        add(text.substring(at, end));
        at = end;
      }
    }
  }

  private int conversion(String text, int from, int depth) {
    if (text.charAt(from) == '%') {
      add("%");
      return from + 1;
    }
    int at = from;
    while (at < text.length() && "-.0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '(') {
      int end = closing(text, at, '(', ')');
      read(text.substring(at + 1, end), depth + 1);
      return end + 1;
    }
    int wordEnd = at;
    while (wordEnd < text.length() && Character.isLetterOrDigit(text.charAt(wordEnd))) {
      wordEnd++;
    }
    if (wordEnd == at) {
      throw new InvalidSettingException(
          "layout", layout, "a conversion word behind each %, or %% for the sign itself");
    }
    String word = known(text.substring(at, wordEnd));
    at += word.length();
    String group = null;
    if (at < text.length() && text.charAt(at) == '(') {
      int end = closing(text, at, '(', ')');
      group = text.substring(at + 1, end);
      at = end + 1;
    }
    List<String> options = new ArrayList<>();
    while (at < text.length() && text.charAt(at) == '{') {
      int end = closing(text, at, '{', '}');
      options.add(text.substring(at + 1, end));
      at = end + 1;
    }
    convert(word, group, options, depth);
    return at;
  }

  /** The word, or as Log4j2 has it the longest known one that it begins with. */
  private static String known(String word) {
    for (int length = word.length(); length > 0; length--) {
      String candidate = word.substring(0, length);
      if (LayoutWords.isKnown(candidate)) {
        return length > 1 || word.length() == 1 ? candidate : word;
      }
    }
    return word;
  }

  private int closing(String text, int from, char open, char close) {
    int depth = 0;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return at;
      }
    }
    throw new InvalidSettingException("layout", layout, "a " + close + " for each " + open);
  }

  private void convert(String word, @Nullable String group, List<String> options, int depth) {
    String first = options.isEmpty() ? "" : options.getFirst();
    if (LayoutWords.THROWABLES.contains(word)) {
      return;
    }
    if (word.equals("n")) {
      add("\n");
    } else if (LayoutWords.WRAPPERS.contains(word)) {
      read(group != null ? group : first, depth + 1);
    } else if (word.equals("d") || word.equals("date")) {
      add(LayoutPart.date(date(options)));
    } else {
      add(LayoutWords.part(word, first));
    }
  }

  private TimeLayout date(List<String> options) {
    String first = options.isEmpty() ? "" : options.getFirst().strip();
    String pattern = first;
    ZoneId own = zone;
    // Logback puts the zone behind the last comma, Log4j2 into braces of its own.
    int comma = first.lastIndexOf(',');
    if (comma >= 0 && zoneOf(first.substring(comma + 1)) != null) {
      own = zoneOr(first.substring(comma + 1), zone);
      pattern = first.substring(0, comma).strip();
    }
    if (options.size() > 1) {
      own = zoneOr(options.get(1), zone);
    }
    if (pattern.length() > 1 && pattern.startsWith("\"") && pattern.endsWith("\"")) {
      pattern = pattern.substring(1, pattern.length() - 1);
    }
    CivilTime civil = times.apply(own);
    return switch (pattern) {
      case "",
          "ISO8601",
          "ISO8601_BASIC_PERIOD",
          "ISO8601_PERIOD",
          "ISO8601_OFFSET_DATE_TIME_HH",
          "ISO8601_OFFSET_DATE_TIME_HHMM",
          "ISO8601_OFFSET_DATE_TIME_HHCMM",
          "ISO8601_PERIOD_MICROS",
          "DEFAULT",
          "DEFAULT_MICROS",
          "DEFAULT_NANOS",
          "DEFAULT_PERIOD",
          "STRICT",
          "UNIX",
          "UNIX_MILLIS" ->
          new StandardTime(civil);
      case "ABSOLUTE" -> DateLayout.of("HH:mm:ss,SSS", civil);
      case "ABSOLUTE_PERIOD" -> DateLayout.of("HH:mm:ss.SSS", civil);
      case "DATE" -> DateLayout.of("dd MMM yyyy HH:mm:ss,SSS", civil);
      case "DATE_PERIOD" -> DateLayout.of("dd MMM yyyy HH:mm:ss.SSS", civil);
      case "COMPACT" -> DateLayout.of("yyyyMMddHHmmssSSS", civil);
      case "ISO8601_BASIC" -> DateLayout.of("yyyyMMdd'T'HHmmss,SSS", civil);
      default -> custom(pattern, civil);
    };
  }

  private static TimeLayout custom(String pattern, CivilTime civil) {
    try {
      return DateLayout.of(pattern, civil);
    } catch (InvalidSettingException e) {
      throw e.within("layout");
    }
  }

  private ZoneId zoneOr(String text, ZoneId other) {
    ZoneId found = zoneOf(text);
    return found == null ? other : found;
  }

  private static @Nullable ZoneId zoneOf(String text) {
    try {
      return ZoneId.of(text.strip().replace("\"", ""));
    } catch (java.time.DateTimeException e) {
      return null;
    }
  }

  private void add(String text) {
    literal.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(LayoutPart part) {
    endLiteral();
    parts.add(part);
  }

  private void endLiteral() {
    if (literal.size() > 0) {
      parts.add(LayoutPart.literal(literal.toByteArray()));
      literal.reset();
    }
  }
}
