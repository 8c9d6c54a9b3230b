package io.tocsin.crash;

import java.io.IOException;
import java.io.Reader;
import java.util.EnumMap;
import java.util.Map;

/**
 * Of each part of a report its beginning, read line by line: a JVM with 65,000 memory mappings
 * lists them in some MiB, and what tells the cause stands behind them. Lines that were left out are
 * counted where they stood. A usual report has 20,000 to 200,000 characters and comes whole.
 */
final class Excerpt {
  private static final String LEFT_OUT = "[left out: ";

  /** No more than this many parts are that long in one report. */
  private static final int LONG_PARTS = 8;

  private final int maxChars;
  private final StringBuilder out = new StringBuilder();
  private final Map<Section, Integer> taken = new EnumMap<>(Section.class);
  private Section section = Section.HEADER;
  private int leftOut;

  private Excerpt(int maxChars) {
    this.maxChars = maxChars;
  }

  static String of(Reader in, int maxChars) throws IOException {
    Excerpt excerpt = new Excerpt(maxChars);
    StringBuilder line = new StringBuilder();
    char[] buffer = new char[8_192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        if (buffer[i] == '\n') {
          excerpt.take(line.toString());
          line.setLength(0);
        } else if (line.length() < CrashText.MAX_LINE_CHARS) {
          line.append(buffer[i]);
        }
      }
    }
    if (line.length() > 0) {
      excerpt.take(line.toString());
    }
    excerpt.tellLeftOut();
    return excerpt.out.toString();
  }

  private void take(String line) {
    Section of = Section.of(line, section);
    if (of != section) {
      tellLeftOut();
      section = of;
    }
    Integer before = taken.get(of);
    int after = (before == null ? 0 : before) + line.length() + 1;
    // What is mapped without a file only counts; libjvm stands near the end.
    boolean anonymous = of == Section.LIBRARIES && line.indexOf('/') < 0 && before != null;
    int most = maxChars / LONG_PARTS / (anonymous ? 2 : 1);
    if (after > most || out.length() + line.length() + 64 > maxChars) {
      leftOut++;
      return;
    }
    taken.put(of, after);
    out.append(line).append('\n');
  }

  private void tellLeftOut() {
    if (leftOut > 0 && out.length() + 32 <= maxChars) {
      out.append(LEFT_OUT).append(leftOut).append(" lines]\n");
    }
    leftOut = 0;
  }

  /** How many lines this one stands for; 0 for a line of the report itself. */
  static int leftOut(String line) {
    if (!line.startsWith(LEFT_OUT) || !line.endsWith(" lines]")) {
      return 0;
    }
    long lines =
        Numbers.decimal(line.substring(LEFT_OUT.length(), line.length() - " lines]".length()));
    return lines > 0 && lines < Integer.MAX_VALUE ? (int) lines : 0;
  }
}
