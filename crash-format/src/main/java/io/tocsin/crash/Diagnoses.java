package io.tocsin.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All findings of one report. */
final class Diagnoses {
  private Diagnoses() {}

  static List<Diagnosis> of(CrashReport report) {
    List<Diagnosis> found = new ArrayList<>();
    if (report.isRecognised() && !report.isComplete()) {
      found.add(
          new Diagnosis(
              "info_truncated",
              "The report is cut off: the JVM was killed or hung while it wrote.",
              Collections.emptyList(),
              "What it does not say may be missing for that reason; look for more disk space,"
                  + " ErrorLogTimeout, or what killed the process."));
    }
    return found;
  }
}
