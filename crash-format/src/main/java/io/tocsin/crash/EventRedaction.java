package io.tocsin.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recent events: only of known shapes, without the messages of exceptions. */
final class EventRedaction {
  private static final String BEGIN = "Event: \\d{1,9}\\.\\d{1,9} ";
  private static final String THREAD = "(?:Thread 0x[0-9a-fA-F]{1,16} )?";

  /** A class, by packages with dots or slashes; numbers in generated names are short. */
  private static final String NAME = "(?:[a-zA-Z_$]+\\d{0,5}[./$+-]?)+";

  private static final Pattern HEAP = Pattern.compile(BEGIN + "GC heap (?:before|after)");
  private static final Pattern COMPILED =
      Pattern.compile(
          BEGIN
              + THREAD
              + " *\\d{1,7} +[%sb!n ]*[0-4]? +"
              + NAME
              + "::[\\w$<>]+ (?:@ \\d+ )?\\(\\d+ bytes\\)");
  private static final Pattern NMETHOD =
      Pattern.compile(
          BEGIN
              + THREAD
              + "nmethod \\d{1,7}%? 0x[0-9a-fA-F]+ code \\[0x[0-9a-fA-F]+, 0x[0-9a-fA-F]+\\]");
  private static final Pattern THREADS =
      Pattern.compile(BEGIN + THREAD + "Thread (?:added|exited): 0x[0-9a-fA-F]+");
  private static final Pattern LIBRARY =
      Pattern.compile("(" + BEGIN + "Loaded shared library )(.+)");
  private static final Pattern OPERATION =
      Pattern.compile(
          BEGIN
              + "Executing (?:coalesced )?(?:safepoint|non-safepoint )?VM operation: [A-Za-z_]{1,40}\\d{0,2}[A-Za-z_]{0,40}(?: done)?");
  private static final Pattern CLASS =
      Pattern.compile(BEGIN + THREAD + "[Ll]oading class " + NAME + "(?: done)?");
  private static final Pattern EXCEPTION =
      Pattern.compile("(" + BEGIN + THREAD + ")Exception <a '([\\w/$]+)'.*");
  private static final Pattern TRAP =
      Pattern.compile(
          "("
              + BEGIN
              + THREAD
              + "Uncommon trap: (?:trap_request=\\S+ fr\\.pc=\\S+|reason=\\w+ action=\\w+)).*");

  private EventRedaction() {}

  static Optional<String> line(String line) {
    if (HEAP.matcher(line).matches()
        || NMETHOD.matcher(line).matches()
        || THREADS.matcher(line).matches()
        || OPERATION.matcher(line).matches()
        || COMPILED.matcher(line).matches()
        || CLASS.matcher(line).matches()) {
      return Optional.of(line);
    }
    if (Section.isEventsTitle(line) || line.equals("No events") || HeapLines.isOne(line)) {
      return Optional.of(Vocabulary.mask(line));
    }
    Matcher exception = EXCEPTION.matcher(line);
    if (exception.matches()) {
      return Optional.of(exception.group(1) + "Exception <a '" + exception.group(2) + "'>");
    }
    Matcher library = LIBRARY.matcher(line);
    if (library.matches()) {
      return Optional.of(library.group(1) + Vocabulary.mask(library.group(2)));
    }
    Matcher trap = TRAP.matcher(line);
    return trap.matches() ? Optional.of(trap.group(1)) : Optional.empty();
  }

  /** Lines that describe the heap before or after a collection. */
  private static final class HeapLines {
    private static final Pattern ONE =
        Pattern.compile(
            "\\{?Heap (?:before|after) .*|\\}| +(?:[\\w-]{1,40} ){0,8}(?:generation|heap|space|Gen|Metaspace|ParOldGen|PSYoungGen|region size)\\b.*");

    static boolean isOne(String line) {
      return ONE.matcher(line).matches();
    }
  }
}
