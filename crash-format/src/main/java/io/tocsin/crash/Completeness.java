package io.tocsin.crash;

import java.util.List;

/** Whether a report reaches its end. */
final class Completeness {
  private Completeness() {}

  /**
   * JDK 9 and later end with END. Before, the last thing printed is the elapsed time. A step that
   * failed or timed out on the way does not make it incomplete: the JVM goes on with the next.
   */
  static boolean isComplete(CrashText text) {
    if (text.has(Section.END)) {
      return true;
    }
    List<Line> lines = text.lines();
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (!lines.get(i).text().trim().isEmpty()) {
        return lines.get(i).text().startsWith("elapsed time:")
            || lines.get(i).text().startsWith("timezone:") && text.has(Section.ELAPSED);
      }
    }
    return false;
  }
}
