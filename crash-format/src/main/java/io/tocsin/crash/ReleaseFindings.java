package io.tocsin.crash;

import java.util.Optional;

/** How old the JDK is. */
final class ReleaseFindings {
  /**
   * Updates known when this was written, in January 2026: major release, update, updates a year. A
   * lower one is surely not the newest; a higher one says nothing.
   */
  private static final int[][] KNOWN = {
    {8, 482, 40}, {11, 30, 4}, {17, 18, 4}, {21, 10, 4}, {25, 2, 4},
  };

  private final CrashReport report;
  private final Findings findings;

  ReleaseFindings(CrashReport report, Findings findings) {
    this.report = report;
    this.findings = findings;
  }

  void find() {
    JvmBuild jvm = report.jvm();
    int major = jvm.major();
    if (major == 0) {
      return;
    }
    Optional<Line> line = line();
    if (!JdkRelease.isLongTerm(major)) {
      findings.add(
          "warn_jdk_not_lts",
          "JDK "
              + major
              + " is no release with long-term support: it gets no fixes after half a year.",
          "Move to one that has it: 17, 21 or 25.",
          line);
    }
    for (int[] known : KNOWN) {
      int behind = known[1] - JdkRelease.updateOf(jvm.jdk());
      if (known[0] == major && behind > 0) {
        findings.add(
            "warn_jdk_not_latest",
            "The JDK (" + jvm.jdk() + ") is not the newest update of its line.",
            "Update it: the crash may be repaired already.",
            line);
        if (behind >= known[2]) {
          findings.add(
              "info_jdk_ancient",
              "The JDK (" + jvm.jdk() + ") is older than a year by the updates since.",
              "",
              line);
        }
      }
    }
  }

  private Optional<Line> line() {
    Optional<Line> head = report.text().first(Section.HEADER, "# JRE version:");
    return head.isPresent() ? head : report.text().first(Section.VM_INFO);
  }
}
