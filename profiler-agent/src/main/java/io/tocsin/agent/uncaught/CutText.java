package io.tocsin.agent.uncaught;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Text of about so many characters: its first half and its last, cut between lines, and told. Of
 * what is cut the titles stay, shortened: a reader must not take a cause's frames for another's.
 */
final class CutText {
  private static final int MAX_KEPT_TITLES = 64;
  private static final int MAX_KEPT_TITLE_CHARS = 256;

  private final int half;
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder middle = new StringBuilder();
  private final Deque<Line> tail = new ArrayDeque<Line>();
  private int tailChars;
  private int keptTitles;
  private long lost;

  private static final class Line {
    final String text;
    final boolean title;

    Line(String text, boolean title) {
      this.text = text;
      this.title = title;
    }
  }

  CutText(int maxChars) {
    this.half = maxChars / 2;
  }

  void line(String text) {
    add(new Line(text, false));
  }

  void title(String text) {
    add(new Line(text, true));
  }

  private void add(Line line) {
    boolean headIsOpen = tail.isEmpty() && middle.length() == 0 && lost == 0;
    if (headIsOpen && head.length() + line.text.length() < half) {
      head.append(line.text).append('\n');
      return;
    }
    tail.add(line);
    tailChars += line.text.length() + 1;
    while (tailChars > half && !tail.isEmpty()) {
      Line cut = tail.remove();
      tailChars -= cut.text.length() + 1;
      lose(cut);
    }
  }

  private void lose(Line line) {
    if (line.title && keptTitles < MAX_KEPT_TITLES) {
      keptTitles++;
      tellLoss();
      middle.append(shorten(line.text, MAX_KEPT_TITLE_CHARS)).append('\n');
    } else {
      lost++;
    }
  }

  private void tellLoss() {
    if (lost > 0) {
      middle.append("\t... ").append(lost).append(" lines omitted\n");
      lost = 0;
    }
  }

  /** Ends the text: no line may be added after. */
  String finish() {
    tellLoss();
    StringBuilder all = new StringBuilder(head.length() + middle.length() + tailChars);
    all.append(head).append(middle);
    for (Line each : tail) {
      all.append(each.text).append('\n');
    }
    return all.toString();
  }

  /** Cuts in a place that leaves surrogate pairs whole. */
  static String shorten(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end) + "... [" + (text.length() - end) + " characters omitted]";
  }
}
