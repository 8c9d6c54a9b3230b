package io.tocsin.model.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one printed stack trace line by line; linear in its length. */
final class StackTraceParser {
  /** Frames kept of one throwable: a StackOverflowError repeats itself long before. */
  static final int MAX_FRAMES = 2_048;

  private static final int MAX_CHAIN = 64;
  private static final int MAX_MESSAGE = 8_192;

  private static final Pattern FRAME =
      Pattern.compile("\\s*at\\s+(?:[^\\s/()]*/){0,2}([^\\s()]+)\\.([^\\s.()]+)\\(([^()]*)\\).*");
  private static final Pattern OMITTED =
      Pattern.compile("\\s*\\.\\.\\. (\\d+) (?:more|common frames omitted)\\s*");
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:[^\\s/:]*/){0,2}((?:[\\p{L}_][\\w$]*\\.)*[\\p{L}_$][\\w$-]*)(?::(?: (.*))?|)");
  private static final Pattern LINK =
      Pattern.compile("\\s*(?:Caused by: |Suppressed: |Wrapped by: |\\[CIRCULAR REFERENCE)");
  private static final Pattern THREAD = Pattern.compile("Exception in thread \"[^\"]*\" (.*)");

  private final List<Open> chain = new ArrayList<>();
  private @Nullable Open current;
  private boolean rootFirst;

  /** Indentation of the suppressed block that is being skipped; -1 outside of one. */
  private int suppressedAt = -1;

  private static final class Open {
    final String type;
    final StringBuilder message;
    final List<Frame> frames = new ArrayList<>();
    final List<String> suppressed = new ArrayList<>();
    int omitted;

    Open(String type, String message) {
      this.type = type;
      this.message = new StringBuilder(message);
    }

    Thrown thrown() {
      return new Thrown(type, message.toString(), frames, omitted, suppressed);
    }
  }

  Optional<StackTrace> parse(String text) {
    List<String> lines = text.lines().toList();
    int first = 0;
    while (first < lines.size() && lines.get(first).isBlank()) {
      first++;
    }
    if (first == lines.size() || !open(withoutThread(lines.get(first).strip()), false)) {
      return Optional.empty();
    }
    for (String line : lines.subList(first + 1, lines.size())) {
      read(line);
    }
    List<Thrown> thrown = chain.stream().map(Open::thrown).toList();
    return Optional.of(new StackTrace(rootFirst ? thrown.reversed() : thrown));
  }

  /** Whether a trace may begin with that line. */
  static boolean namesThrowable(String line) {
    if (!line.isEmpty() && Character.isWhitespace(line.charAt(0))) {
      return false;
    }
    String content = withoutThread(line.strip());
    Matcher matcher = HEAD.matcher(content);
    return !isLink(line) && matcher.matches() && looksLikeThrowable(matcher.group(1), content);
  }

  static boolean isFrame(String line) {
    return FRAME.matcher(line).matches();
  }

  static boolean isOmission(String line) {
    return OMITTED.matcher(line).matches();
  }

  /** Whether the line leads from one throwable of a trace to another. */
  static boolean isLink(String line) {
    return LINK.matcher(line).lookingAt();
  }

  private static String withoutThread(String line) {
    Matcher thread = THREAD.matcher(line);
    return thread.matches() ? thread.group(1) : line;
  }

  private void read(String line) {
    int indent = indentOf(line);
    String content = line.strip();
    if (suppressedAt >= 0 && leavesSuppressed(indent, content)) {
      suppressedAt = -1;
    }
    if (content.startsWith("Suppressed: ")) {
      suppress(indent, content.substring("Suppressed: ".length()));
    } else if (suppressedAt >= 0) {
      return;
    } else if (content.startsWith("Caused by: ")) {
      open(content.substring("Caused by: ".length()), true);
    } else if (content.startsWith("Wrapped by: ")) {
      rootFirst = true;
      open(content.substring("Wrapped by: ".length()), true);
    } else if (!content.startsWith("[CIRCULAR REFERENCE")) {
      readInside(line);
    }
  }

  private boolean leavesSuppressed(int indent, String content) {
    return indent < suppressedAt || (indent == suppressedAt && content.startsWith("at "));
  }

  private void suppress(int indent, String head) {
    if (suppressedAt < 0) {
      suppressedAt = indent;
    }
    Matcher matcher = HEAD.matcher(head);
    if (current != null && indent == suppressedAt && matcher.matches()) {
      current.suppressed.add(matcher.group(1));
    }
  }

  private void readInside(String line) {
    if (current == null) {
      return;
    }
    Matcher frame = FRAME.matcher(line);
    if (frame.matches()) {
      if (current.frames.size() < MAX_FRAMES) {
        current.frames.add(frameOf(frame));
      }
      return;
    }
    Matcher omitted = OMITTED.matcher(line);
    if (omitted.matches()) {
      current.omitted = parseCount(omitted.group(1));
    } else if (current.frames.isEmpty() && current.message.length() < MAX_MESSAGE) {
      current.message.append('\n').append(line);
    }
  }

  /** True where the line names a throwable. A cause that cannot be read ends the chain. */
  private boolean open(String head, boolean cause) {
    String content = head.startsWith("[CIRCULAR REFERENCE") ? "" : head;
    Matcher matcher = HEAD.matcher(content);
    if (!matcher.matches() || (!cause && !looksLikeThrowable(matcher.group(1), content))) {
      current = null;
      return false;
    }
    if (chain.size() >= MAX_CHAIN) {
      current = null;
      return false;
    }
    String message = matcher.group(2);
    current = new Open(matcher.group(1), message == null ? "" : cut(message));
    chain.add(current);
    return true;
  }

  /** A lone word is a throwable only by its name: any log line may start with a word. */
  private static boolean looksLikeThrowable(String type, String line) {
    return type.indexOf('.') > 0
        || type.endsWith("Exception")
        || type.endsWith("Error")
        || (type.equals(line) && type.endsWith("Throwable"));
  }

  private static String cut(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
  }

  private static int parseCount(String digits) {
    return digits.length() > 7 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static Frame frameOf(Matcher frame) {
    String place = frame.group(3);
    int colon = place.lastIndexOf(':');
    String file = colon < 0 ? place : place.substring(0, colon);
    boolean known =
        !file.isEmpty()
            && !file.equals("Native Method")
            && !file.equals("Unknown Source")
            && !file.startsWith("<");
    int line = 0;
    if (colon >= 0 && place.length() - colon <= 8) {
      try {
        line = Integer.parseInt(place.substring(colon + 1));
      } catch (NumberFormatException notALine) {
        line = 0;
      }
    }
    return new Frame(frame.group(1), frame.group(2), known ? file : null, line);
  }

  /** Tabs, or groups of four spaces, before the text. */
  private static int indentOf(String line) {
    int columns = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\t') {
        columns += 4;
      } else if (c == ' ') {
        columns++;
      } else {
        break;
      }
    }
    return columns / 4;
  }
}
