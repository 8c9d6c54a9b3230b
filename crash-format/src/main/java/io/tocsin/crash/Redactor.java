package io.tocsin.crash;

import java.util.regex.Pattern;

/** Removes what must not leave the machine. What is not known to be harmless goes. */
public final class Redactor {
  private static final Pattern HARMLESS_HEADER =
      Pattern.compile(
          "#|#\\s+A fatal error has been detected.*|#\\s+(?:SIG|EXCEPTION_|Internal Error|Out of Memory).*"
              + "|# (?:JRE version|Java VM|Problematic frame):.*|# There is insufficient memory.*");

  private Redactor() {}

  /** A report that still reads to the same facts. Never fails. */
  public static String redact(String text) {
    CrashText report = new CrashText(text);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < report.lines().size(); i++) {
      String line = report.lines().get(i).text();
      if (isHarmless(report.sectionOf(i), line)) {
        out.append(line).append('\n');
      }
    }
    return out.toString();
  }

  private static boolean isHarmless(Section section, String line) {
    switch (section) {
      case HEADER:
        return HARMLESS_HEADER.matcher(line).matches() || FrameReader.read(line).isPresent();
      case NATIVE_FRAMES:
      case JAVA_FRAMES:
        return section.opensWith(line) || FrameReader.read(line).isPresent();
      case DIVIDER:
      case TIME:
      case END:
        return section.opensWith(line);
      default:
        return line.isEmpty();
    }
  }
}
