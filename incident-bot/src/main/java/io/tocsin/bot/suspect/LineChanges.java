package io.tocsin.bot.suspect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Which lines of a method differ between two texts of its file; white space does not count. */
final class LineChanges {
  private LineChanges() {}

  /** Lines of the new text, from 1, that are not in the old one and lie in the method. */
  static List<Integer> added(String before, String after, MethodText method) {
    List<Integer> lines = new ArrayList<>();
    for (Edit edit : edits(before, after)) {
      for (int line = edit.getBeginB() + 1; line <= edit.getEndB(); line++) {
        if (method.holds(line)) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  /** "lines 40–52", "line 40", "removes lines 3–5", in the method. */
  static String told(String before, String after, MethodText old, MethodText now) {
    List<Integer> added = added(before, after, now);
    if (!added.isEmpty()) {
      return "changes " + lines(added);
    }
    List<Integer> removed = new ArrayList<>();
    for (Edit edit : edits(before, after)) {
      for (int line = edit.getBeginA() + 1; line <= edit.getEndA(); line++) {
        if (old.holds(line)) {
          removed.add(line);
        }
      }
    }
    return removed.isEmpty() ? "changes lines" : "removes " + lines(removed);
  }

  private static String lines(List<Integer> lines) {
    int first = lines.getFirst();
    int last = lines.getLast();
    return first == last ? "line " + first : "lines " + first + '–' + last;
  }

  private static EditList edits(String before, String after) {
    return new HistogramDiff().diff(RawTextComparator.WS_IGNORE_ALL, raw(before), raw(after));
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }
}
