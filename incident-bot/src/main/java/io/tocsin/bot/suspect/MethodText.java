package io.tocsin.bot.suspect;

import java.util.List;

/**
 * A method in a source file: all of its overloads, and of a constructor the field initialisers.
 *
 * @param ranges lines from 1, in order; empty where the file has no such method
 * @param code without comments, in one layout: equal where the code is
 */
record MethodText(List<Range> ranges, String code) {
  static final MethodText NONE = new MethodText(List.of(), "");

  /** Both inclusive. */
  record Range(int first, int last) {
    boolean meets(int from, int to) {
      return from <= last && to >= first;
    }
  }

  boolean isThere() {
    return !ranges.isEmpty();
  }

  boolean holds(int line) {
    return ranges.stream().anyMatch(range -> range.meets(line, line));
  }
}
