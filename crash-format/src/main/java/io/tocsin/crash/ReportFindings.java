package io.tocsin.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the report tells of itself. */
final class ReportFindings {
  private static final Pattern OPERATION = Pattern.compile("VM_Operation \\([^)]*\\): (\\w+)");

  private final CrashReport report;
  private final Findings findings;

  ReportFindings(CrashReport report, Findings findings) {
    this.report = report;
    this.findings = findings;
  }

  void find() {
    Optional<Line> operation = report.text().first(Section.VM_OPERATION);
    String name = HeaderReader.group(OPERATION, report.text().opening(Section.VM_OPERATION));
    if (!name.isEmpty()) {
      findings.add(
          "info_vm_operation_" + snake(name),
          "The JVM was in the middle of an operation that stops all threads: " + name + ".",
          "",
          operation);
    }
    symbols();
    nested();
    Optional<Line> noCore = report.text().first(Section.HEADER, "# Failed to write core dump");
    if (noCore.isPresent()) {
      findings.add(
          "info_core_dump_disabled",
          "No core dump was written.",
          "For a crash in native code set ulimit -c unlimited and let it happen again.",
          noCore);
    }
    if (report.isRecognised() && !report.isComplete()) {
      findings.add(
          "info_truncated",
          "The report is cut off: the JVM was killed or hung while it wrote.",
          "What it does not say may be missing for that reason. Look for a full disk, for what"
              + " killed the process, at ErrorLogTimeout.");
    }
  }

  /** Names that the library exports, such as JVM_DoPrivileged, stand there without symbols too. */
  private void symbols() {
    List<Line> unnamed = new ArrayList<>();
    for (Line line : report.text().in(Section.NATIVE_FRAMES)) {
      Optional<CrashFrame> frame = FrameReader.read(line.text());
      if (!frame.isPresent() || frame.get().kind() != CrashFrame.Kind.VM) {
        continue;
      }
      String method = frame.get().method();
      if (method.isEmpty()) {
        unnamed.add(line);
      } else if (!method.startsWith("JVM_") && !method.startsWith("JNI_")) {
        return;
      }
    }
    // For missing memory the JVM's own frames matter little.
    if (!unnamed.isEmpty() && report.error().kind() != FatalError.Kind.OUT_OF_MEMORY) {
      findings.add(
          "warn_debug_symbols",
          "The JVM's frames have no names: its debug symbols are not installed.",
          "Install the JDK's debug symbols; the next report will tell more.",
          unnamed.subList(0, 1));
    }
  }

  private void nested() {
    for (Line line : report.text().lines()) {
      if (line.text().startsWith("[error occurred during error reporting")) {
        findings.add(
            "info_error_during_report",
            "Writing the report failed in places: memory or stack were damaged.",
            "",
            Optional.of(line));
        return;
      }
      if (line.text().startsWith("[timeout occurred during error reporting")
          || line.text().startsWith("------ Timeout during error reporting")) {
        findings.add(
            "info_timeout_during_report",
            "Writing the report took too long in places and was given up there.",
            "-XX:ErrorLogTimeout gives it more time.",
            Optional.of(line));
        return;
      }
    }
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", "$1$3_$2")
        .toLowerCase(Locale.ROOT);
  }
}
