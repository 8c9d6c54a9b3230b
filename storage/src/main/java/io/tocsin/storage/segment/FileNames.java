package io.tocsin.storage.segment;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How files in the log's folder are called, and what their names say. */
final class FileNames {
  static final String IDENTITY = "identity";
  static final String COUNTS = "counts";
  static final String DAMAGED = ".damaged";
  static final String UNFINISHED = ".tmp";

  private static final Pattern SEGMENT =
      Pattern.compile("(\\d{1,2})-(\\d{19})(?:\\.r(\\d{1,4}))?\\.seg");
  private static final Pattern KEYS = Pattern.compile("(\\d{1,2})-(\\d{19})\\.keys");
  private static final Pattern READER = Pattern.compile("reader-([a-z0-9-]{1,63})\\.positions");

  private FileNames() {}

  /**
   * What a segment's name says.
   *
   * @param generation 0 as written, higher when rescued from a damaged file of the one before
   */
  record SegmentName(int partition, long first, int generation) {
    String text() {
      return base(partition, first) + (generation == 0 ? "" : ".r" + generation) + ".seg";
    }
  }

  static Optional<SegmentName> segmentOf(String name) {
    Matcher matcher = SEGMENT.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String generation = matcher.group(3);
    return Optional.of(
        new SegmentName(
            Integer.parseInt(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            generation == null ? 0 : Integer.parseInt(generation)));
  }

  /** The partition whose keys a file of that name keeps. */
  static OptionalInt keysOf(String name) {
    Matcher matcher = KEYS.matcher(name);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  static Optional<String> readerOf(String name) {
    Matcher matcher = READER.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static String keys(int partition, long first) {
    return base(partition, first) + ".keys";
  }

  static String reader(String name) {
    return "reader-" + name + ".positions";
  }

  /** A name under which a damaged file is kept, beside those that are kept already. */
  static String damaged(String name, Set<String> taken) {
    String candidate = name + DAMAGED;
    for (int i = 2; taken.contains(candidate); i++) {
      candidate = name + '.' + i + DAMAGED;
    }
    return candidate;
  }

  private static String base(int partition, long first) {
    return partition + "-" + String.format("%019d", first);
  }
}
