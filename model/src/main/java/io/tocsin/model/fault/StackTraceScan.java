package io.tocsin.model.fault;

import java.util.ArrayList;
import java.util.List;

/** Finds every stack trace in a text that holds other lines too, such as a log file. */
public final class StackTraceScan {
  /** A message longer than this many lines ends the hope that frames follow. */
  private static final int MAX_MESSAGE_LINES = 50;

  private final List<String> lines;
  private final List<StackTrace> found = new ArrayList<>();

  private StackTraceScan(List<String> lines) {
    this.lines = lines;
  }

  /** In the order of the text. A throwable without any frame is no trace here: it may be prose. */
  public static List<StackTrace> in(String text) {
    StackTraceScan scan = new StackTraceScan(text.lines().toList());
    scan.run();
    return List.copyOf(scan.found);
  }

  private void run() {
    int line = 0;
    while (line < lines.size()) {
      int firstFrame = isHead(line) ? firstFrameAfter(line) : -1;
      if (firstFrame < 0) {
        line++;
        continue;
      }
      int end = endOfTrace(firstFrame);
      StackTrace.parse(String.join("\n", lines.subList(line, end))).ifPresent(found::add);
      line = end;
    }
  }

  private boolean isHead(int line) {
    return StackTraceParser.namesThrowable(lines.get(line));
  }

  private int firstFrameAfter(int head) {
    int last = Math.min(lines.size(), head + 1 + MAX_MESSAGE_LINES);
    for (int line = head + 1; line < last; line++) {
      if (StackTraceParser.isFrame(lines.get(line))) {
        return line;
      }
      if (isHead(line)) {
        return -1;
      }
    }
    return -1;
  }

  private int endOfTrace(int firstFrame) {
    int line = firstFrame;
    while (line < lines.size()) {
      String text = lines.get(line);
      if (StackTraceParser.isFrame(text) || StackTraceParser.isOmission(text)) {
        line++;
      } else if (StackTraceParser.isLink(text)) {
        int next = firstFrameAfter(line);
        line = next < 0 ? line + 1 : next;
      } else {
        break;
      }
    }
    return line;
  }
}
