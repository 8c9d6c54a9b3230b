package io.tocsin.collector.receiver.filelog.format;

import io.tocsin.collector.receiver.filelog.format.LayoutPart.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Conversion words of Logback's and Log4j2's layouts, and Spring Boot's own. */
final class LayoutWords {
  static final Set<String> THROWABLES =
      Set.of(
          "ex",
          "exception",
          "throwable",
          "xEx",
          "xException",
          "xThrowable",
          "wEx",
          "rEx",
          "rException",
          "rThrowable",
          "rootException",
          "nopex",
          "nopexception");

  /** Words around other parts that leave their text as it is. */
  static final Set<String> WRAPPERS =
      Set.of(
          "clr",
          "highlight",
          "highlightEx",
          "style",
          "replace",
          "enc",
          "encode",
          "maxLen",
          "maxLength",
          "prefix",
          "black",
          "red",
          "green",
          "yellow",
          "blue",
          "magenta",
          "cyan",
          "white",
          "gray",
          "boldRed",
          "boldGreen",
          "boldYellow",
          "boldBlue",
          "boldMagenta",
          "boldCyan",
          "boldWhite");

  private static final Set<String> OTHERS = Set.of("d", "date", "n");
  private static final Map<String, Function<String, LayoutPart>> WORDS = words();

  private LayoutWords() {}

  static boolean isKnown(String word) {
    return WORDS.containsKey(word)
        || THROWABLES.contains(word)
        || WRAPPERS.contains(word)
        || OTHERS.contains(word);
  }

  /** What the word stands for; any text where it is not known. */
  static LayoutPart part(String word, String option) {
    Function<String, LayoutPart> part = WORDS.get(word);
    return part != null ? part.apply(option) : LayoutPart.attribute(Kind.FREE, word);
  }

  private static Map<String, Function<String, LayoutPart>> words() {
    Map<String, Function<String, LayoutPart>> words = new HashMap<>();
    role(words, Kind.LEVEL, Role.SEVERITY, "p", "le", "level");
    role(words, Kind.FREE, Role.THREAD, "t", "tn", "thread", "threadName");
    role(words, Kind.WORD, Role.LOGGER, "c", "lo", "logger");
    role(words, Kind.WORD, Role.CLASS, "C", "class");
    role(words, Kind.WORD, Role.METHOD, "M", "method");
    role(words, Kind.WORD, Role.FILE, "F", "file");
    role(words, Kind.NUMBER, Role.LINE, "L", "line");
    role(words, Kind.FREE, Role.MESSAGE, "m", "msg", "message");
    put(words, o -> LayoutPart.attribute(Kind.FREE, "marker"), "marker", "markerSimpleName");
    put(words, o -> LayoutPart.attribute(Kind.FREE, "ndc"), "x", "NDC");
    put(words, o -> LayoutPart.attribute(Kind.NUMBER, "process.pid"), "pid", "processId");
    put(words, o -> LayoutPart.attribute(Kind.NUMBER, "thread.id"), "T", "tid", "threadId");
    put(words, LayoutWords::mdc, "X", "mdc", "MDC");
    put(words, o -> LayoutPart.skipped(Kind.PAIRS), "K", "kvp", "map", "MAP");
    put(words, o -> LayoutPart.skipped(Kind.LOCATION), "l", "location");
    put(words, o -> LayoutPart.skipped(Kind.CORRELATION), "correlationId");
    put(
        words,
        o -> LayoutPart.skipped(Kind.NUMBER),
        "r",
        "relative",
        "sn",
        "lsn",
        "sequenceNumber",
        "tp",
        "threadPriority",
        "N",
        "nano",
        "ms",
        "micros");
    put(words, o -> LayoutPart.skipped(Kind.WORD), "u", "uuid", "fqcn");
    put(
        words,
        o -> LayoutPart.skipped(Kind.FREE),
        "property",
        "contextName",
        "cn",
        "caller",
        "notEmpty",
        "varsNotEmpty",
        "variablesNotEmpty",
        "equals",
        "equalsIgnoreCase",
        "repeat",
        "esb",
        "applicationName",
        "applicationGroup");
    return Map.copyOf(words);
  }

  private static LayoutPart mdc(String option) {
    String key = option.strip();
    int otherwise = key.indexOf(":-");
    key = otherwise < 0 ? key : key.substring(0, otherwise).strip();
    return key.isEmpty() || key.indexOf(',') >= 0
        ? LayoutPart.skipped(Kind.PAIRS)
        : LayoutPart.attribute(Kind.FREE, key);
  }

  private static void role(
      Map<String, Function<String, LayoutPart>> words, Kind kind, Role role, String... names) {
    put(words, unused -> LayoutPart.role(kind, role), names);
  }

  private static void put(
      Map<String, Function<String, LayoutPart>> words,
      Function<String, LayoutPart> part,
      String... names) {
    for (String name : names) {
      words.put(name, part);
    }
  }
}
