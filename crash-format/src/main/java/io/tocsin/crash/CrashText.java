package io.tocsin.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report cut into lines and the lines into sections, in linear time and bounded memory.
 *
 * <p>A service's next start waits for the report of the one that died, in a JVM that has just
 * begun: what reads it does without lambdas, of which each takes about a millisecond there.
 */
final class CrashText {
  /** Characters read of one report; a usual one has 20,000 to 200,000. */
  static final int MAX_CHARS = 8 << 20;

  /** Lines read of one report; a JVM may list some 65,000 memory mappings. */
  static final int MAX_LINES = 200_000;

  /** Characters kept of one line: a class path may be longer, nothing that counts is. */
  static final int MAX_LINE_CHARS = 16_384;

  private final List<Line> lines = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final Map<Section, List<Line>> bySection = new EnumMap<>(Section.class);
  private boolean cut;

  CrashText(String text) {
    int end = Math.min(text.length(), MAX_CHARS);
    cut = end < text.length();
    Section section = Section.HEADER;
    int begin = 0;
    while (begin < end) {
      if (lines.size() == MAX_LINES) {
        cut = true;
        break;
      }
      int next = text.indexOf('\n', begin);
      int stop = next < 0 || next > end ? end : next;
      String content = lineAt(text, begin, stop);
      section = Section.of(content, section);
      Line line = new Line(lines.size() + 1, content);
      lines.add(line);
      sections.add(section);
      List<Line> same = bySection.get(section);
      if (same == null) {
        same = new ArrayList<>();
        bySection.put(section, same);
      }
      same.add(line);
      begin = stop + 1;
    }
  }

  private static String lineAt(String text, int begin, int stop) {
    int end = stop > begin && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
    return text.substring(begin, Math.min(end, begin + MAX_LINE_CHARS));
  }

  List<Line> lines() {
    return lines;
  }

  Section sectionOf(int index) {
    return sections.get(index);
  }

  /** All lines of that section, its opening line first; several of one kind are joined. */
  List<Line> in(Section section) {
    return bySection.getOrDefault(section, Collections.emptyList());
  }

  Optional<Line> first(Section section) {
    List<Line> found = in(section);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  /** First line of the section that begins so. */
  Optional<Line> first(Section section, String beginning) {
    for (Line line : in(section)) {
      if (line.text().startsWith(beginning)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** Text of the section's first line, which opens it; empty where there is none. */
  String opening(Section section) {
    List<Line> found = in(section);
    return found.isEmpty() ? "" : found.get(0).text();
  }

  /** What follows the beginning in the first line that begins so; empty where none does. */
  String after(Section section, String beginning) {
    for (Line line : in(section)) {
      if (line.text().startsWith(beginning)) {
        return line.text().substring(beginning.length()).trim();
      }
    }
    return "";
  }

  boolean has(Section section) {
    return bySection.containsKey(section);
  }

  boolean hasAny(Section... wanted) {
    for (Section section : wanted) {
      if (has(section)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the text went on past what is read. */
  boolean isCut() {
    return cut;
  }
}
