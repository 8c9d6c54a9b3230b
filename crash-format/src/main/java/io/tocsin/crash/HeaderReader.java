package io.tocsin.crash;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the "#" block at the top: what happened, to which process, in which frame. */
final class HeaderReader {
  private static final Pattern SIGNAL =
      Pattern.compile("(SIG[A-Z0-9]+|EXCEPTION_[A-Z_]+|0x[0-9a-f]+)(?: \\((0x[0-9a-fA-F]+)\\))?.*");
  private static final Pattern SOURCED =
      Pattern.compile("(Internal Error|Out of Memory Error) \\(([^)]*)\\).*");
  private static final Pattern PID = Pattern.compile("pid=(\\d+)");
  private static final Pattern TID = Pattern.compile("tid=(0x[0-9a-fA-F]+|\\d+)");
  private static final Pattern PC = Pattern.compile("at pc=(0x[0-9a-fA-F]+)");

  private final CrashText text;
  private Optional<Line> what = Optional.empty();

  HeaderReader(CrashText text) {
    this.text = text;
    for (Line line : text.in(Section.HEADER)) {
      String content = content(line);
      if (SIGNAL.matcher(content).matches() && content.contains("pc=")
          || SOURCED.matcher(content).matches()) {
        what = Optional.of(line);
        break;
      }
    }
  }

  /** The line without "#" and spaces. */
  static String content(Line line) {
    String text = line.text();
    return (text.startsWith("#") ? text.substring(1) : text).trim();
  }

  Optional<Line> line() {
    return what;
  }

  FatalError error() {
    boolean memory = text.first(Section.HEADER, "# There is insufficient memory").isPresent();
    if (!what.isPresent()) {
      return memory
          ? new FatalError(
              FatalError.Kind.OUT_OF_MEMORY, "Out of Memory Error", "", "", "", shortage())
          : bySiginfo();
    }
    String content = content(what.get());
    Matcher sourced = SOURCED.matcher(content);
    if (sourced.matches()) {
      boolean internal = sourced.group(1).equals("Internal Error");
      return new FatalError(
          internal ? FatalError.Kind.INTERNAL : FatalError.Kind.OUT_OF_MEMORY,
          sourced.group(1),
          "",
          "",
          sourced.group(2),
          internal ? contentAfter(what.get()) : shortage());
    }
    Matcher signal = SIGNAL.matcher(content);
    String name = signal.matches() ? signal.group(1) : "";
    String code = signal.matches() && signal.group(2) != null ? signal.group(2) : "";
    return new FatalError(
        FatalError.Kind.SIGNAL, name, code, group(PC, content), "", memory ? shortage() : "");
  }

  /** A report whose head is lost may still hold the signal's own line. */
  private FatalError bySiginfo() {
    String signal = group(Pattern.compile("\\((SIG[A-Z0-9]+)\\)"), text.opening(Section.SIGINFO));
    return new FatalError(
        signal.isEmpty() ? FatalError.Kind.UNKNOWN : FatalError.Kind.SIGNAL,
        signal,
        "",
        "",
        "",
        "");
  }

  /** The line that says what happened, without its mark; empty where there is none. */
  String content() {
    return what.isPresent() ? content(what.get()) : "";
  }

  String pid() {
    return what.isPresent() ? group(PID, what.get().text()) : "";
  }

  String tid() {
    return what.isPresent() ? group(TID, what.get().text()) : "";
  }

  Optional<Line> problematicFrame() {
    for (Line line : text.in(Section.HEADER)) {
      if (content(line).equals("Problematic frame:")) {
        Optional<Line> frame = next(line);
        return frame.isPresent() && content(frame.get()).isEmpty() ? Optional.empty() : frame;
      }
    }
    return Optional.empty();
  }

  /** What follows a label such as "JRE version:". */
  String labelled(String label) {
    for (Line line : text.in(Section.HEADER)) {
      if (content(line).startsWith(label)) {
        return content(line).substring(label.length()).trim();
      }
    }
    return "";
  }

  private String shortage() {
    Optional<Line> told = text.first(Section.HEADER, "# There is insufficient memory");
    return told.isPresent() ? contentAfter(told.get()) : "";
  }

  private String contentAfter(Line line) {
    Optional<Line> following = next(line);
    String next = following.isPresent() ? content(following.get()) : "";
    String lower = next.toLowerCase(Locale.ROOT);
    return lower.startsWith("jre version") ? "" : next;
  }

  private Optional<Line> next(Line line) {
    int index = line.number();
    return index < text.lines().size() && text.sectionOf(index) == Section.HEADER
        ? Optional.of(text.lines().get(index))
        : Optional.empty();
  }

  static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
