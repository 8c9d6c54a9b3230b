package io.tocsin.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes frames and threads anew from their parts: names of code stay, addresses and values go. */
final class FrameRedaction {
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*(?:[./+][\\p{L}\\p{N}_$-]+)*");
  private static final Pattern METHOD_NAME = Pattern.compile("<?[\\p{L}_$][\\p{L}\\p{N}_$-]*>?");
  private static final Pattern DESCRIPTOR =
      Pattern.compile(
          "\\((?:\\[*(?:[BCDFIJSZ]|L[\\p{L}\\p{N}_$/.+-]+;))*\\)\\[*(?:[BCDFIJSZV]|L[\\p{L}\\p{N}_$/.+-]+;)");
  private static final Pattern SYMBOL =
      Pattern.compile("[A-Za-z_~][\\w:~@$*&]*(?:\\.(?:isra|part|constprop|cold)[.0-9]*)*");
  private static final Pattern LIBRARY = Pattern.compile("[A-Za-z_][\\w.+-]*");
  private static final Pattern STUB =
      Pattern.compile("[A-Z][A-Za-z]{1,30}(?:::[A-Za-z_][A-Za-z0-9_]{0,60})?(?: [a-z0-9_]{1,60})?");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{6,}");
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern LISTED = Pattern.compile("(=>)?0x[0-9a-fA-F]+ (.+)");

  private FrameRedaction() {}

  static Optional<String> frame(String line) {
    String start = line.startsWith("#") ? "# " : "";
    Optional<CrashFrame> frame = FrameReader.read(line);
    return frame.isPresent() ? Optional.of(start + told(frame.get())) : Optional.empty();
  }

  private static String told(CrashFrame frame) {
    if (frame.isJava()) {
      return java(frame);
    }
    char letter = frame.kind().letter();
    if (frame.kind() == CrashFrame.Kind.STUB) {
      return "v  ~"
          + (STUB.matcher(frame.method()).matches() && isName(frame.method())
              ? frame.method()
              : "*");
    }
    if (frame.library().isEmpty()) {
      return letter + "  " + (frame.offset().matches("0x0+") ? "0x0" : "0x*");
    }
    String library = LONG_NUMBER.matcher(frame.library()).replaceAll("");
    String symbol = isCode(frame.method()) ? frame.symbol() : "";
    String parameters = frame.method().contains("(") ? "(*)" : "";
    return letter
        + "  ["
        + (LIBRARY.matcher(library).matches() ? library : "*")
        + "+"
        + (frame.offset().isEmpty() ? "0x0" : frame.offset())
        + "]"
        + (SYMBOL.matcher(symbol).matches() && isName(symbol) ? "  " + symbol + parameters : "");
  }

  private static String java(CrashFrame frame) {
    String className = ADDRESS.matcher(frame.className()).replaceAll("0x0");
    boolean known =
        CLASS_NAME.matcher(className).matches()
            && METHOD_NAME.matcher(frame.method()).matches()
            && isName(className)
            && isName(frame.method());
    boolean typed = DESCRIPTOR.matcher(frame.descriptor()).matches() && isName(frame.descriptor());
    return frame.kind().letter()
        + (frame.kind() == CrashFrame.Kind.INTERPRETED ? "  " : " ")
        + (frame.compiler().isEmpty() ? "" : frame.compiler() + " ")
        + (known ? className + "." + frame.method() : "redacted.Redacted.redacted")
        + (typed ? frame.descriptor() : "()V")
        + (frame.module().isEmpty() ? "" : " " + Vocabulary.mask(frame.module()) + "@0");
  }

  /** Several words are code only where a result type stands before a function. */
  private static boolean isCode(String symbol) {
    int clone = symbol.indexOf(" [");
    String name = clone < 0 ? symbol : symbol.substring(0, clone);
    return name.indexOf(' ') < 0 || name.indexOf('(') > 0;
  }

  /** Numbers in generated names are short. */
  static boolean isName(String name) {
    Matcher number = LONG_NUMBER.matcher(name);
    return !number.find();
  }

  static Optional<String> currentThread(String line) {
    int colon = line.indexOf("):");
    return colon < 0
        ? Optional.empty()
        : Optional.of("Current thread (0x*):  " + thread(line.substring(colon + 2).trim()));
  }

  /** A line of the lists of threads. */
  static Optional<String> listedThread(String line) {
    Matcher listed = LISTED.matcher(line.trim());
    return listed.matches()
        ? Optional.of((listed.group(1) == null ? "  " : "=>") + "0x0 " + thread(listed.group(2)))
        : Optional.empty();
  }

  private static String thread(String text) {
    CrashThread thread = CrashThread.read(text.replace("(exited) ", ""));
    StringBuilder told = new StringBuilder(Vocabulary.mask(thread.type()));
    if (!thread.name().isEmpty()) {
      told.append(" \"").append(Vocabulary.mask(thread.name())).append('"');
    }
    if (thread.isDaemon()) {
      told.append(" daemon");
    }
    told.append(" [");
    if (!thread.state().isEmpty()) {
      told.append(Vocabulary.mask(thread.state())).append(", ");
    }
    return told.append("id=").append(Vocabulary.mask(thread.id())).append(']').toString();
  }
}
