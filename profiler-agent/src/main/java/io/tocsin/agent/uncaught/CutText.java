package io.tocsin.agent.uncaught;

import java.util.ArrayDeque;
import java.util.Deque;

/** Text of at most so many characters: its first half and its last, cut between lines, and told. */
final class CutText {
  private final int half;
  private final StringBuilder head = new StringBuilder();
  private final Deque<String> tail = new ArrayDeque<String>();
  private int tailChars;
  private long lost;

  CutText(int maxChars) {
    this.half = maxChars / 2;
  }

  void line(String text) {
    if (tail.isEmpty() && lost == 0 && head.length() + text.length() < half) {
      head.append(text).append('\n');
      return;
    }
    tail.add(text);
    tailChars += text.length() + 1;
    while (tailChars > half && !tail.isEmpty()) {
      tailChars -= tail.remove().length() + 1;
      lost++;
    }
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder(head.length() + tailChars + 64).append(head);
    if (lost > 0) {
      all.append("\t... ").append(lost).append(" lines omitted\n");
    }
    for (String each : tail) {
      all.append(each).append('\n');
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
