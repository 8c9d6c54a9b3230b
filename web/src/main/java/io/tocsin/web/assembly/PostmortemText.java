package io.tocsin.web.assembly;

import io.tocsin.crash.CrashFrame;
import io.tocsin.crash.CrashReport;
import io.tocsin.crash.Diagnosis;
import io.tocsin.crash.Line;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One crash, told to a person at a terminal. */
final class PostmortemText {
  /** A line of a report can hold a whole class path. */
  private static final int MAX_LINE = 160;

  /** Lines shown of one diagnosis. */
  private static final int MAX_LINES = 6;

  private final OwnCode own;
  private final boolean all;

  /**
   * @param all also what is only good to know
   */
  PostmortemText(OwnCode own, boolean all) {
    this.own = own;
    this.all = all;
  }

  String of(Path file, CrashReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(plain(file.toString()));
    if (!report.isRecognised()) {
      lines.add("  is no fatal error log of a JVM");
      return String.join(System.lineSeparator(), lines);
    }
    lines.add("  died of    " + died(report));
    when(report).ifPresent(when -> lines.add("  when       " + when));
    lines.add("  thread     " + thread(report));
    topOwnFrame(report, own).ifPresent(frame -> lines.add("  own code   " + frame));
    lines.add("  JVM        " + jvm(report));
    List<Diagnosis> told =
        report.diagnoses().stream()
            .filter(diagnosis -> all || !diagnosis.id().startsWith("info_"))
            .toList();
    told.forEach(diagnosis -> add(diagnosis, lines));
    int kept = report.diagnoses().size() - told.size();
    if (kept > 0) {
      lines.add("");
      lines.add("  " + kept + " more that " + (kept == 1 ? "is" : "are") + " good to know: --all");
    }
    if (!report.isComplete() && !all) {
      lines.add("  the log is cut off");
    }
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static void add(Diagnosis diagnosis, List<String> lines) {
    lines.add("");
    lines.add("  " + rank(diagnosis) + plain(diagnosis.sentence()) + "  [" + diagnosis.id() + "]");
    diagnosis.lines().stream().limit(MAX_LINES).forEach(line -> lines.add("    " + numbered(line)));
    if (!diagnosis.advice().isEmpty()) {
      lines.add("    -> " + diagnosis.advice());
    }
  }

  private static String rank(Diagnosis diagnosis) {
    return diagnosis.isError() ? "! " : diagnosis.id().startsWith("warn_") ? "~ " : "  ";
  }

  private static String died(CrashReport report) {
    String where = report.problematicFrame().map(frame -> ", in " + frame.text()).orElse("");
    String why = report.error().message().isEmpty() ? "" : ": " + report.error().message();
    String what = report.error().name().isEmpty() ? "unknown cause" : report.error().toString();
    return plain(what + why + where);
  }

  private static Optional<String> when(CrashReport report) {
    if (report.timeText().isEmpty()) {
      return report.elapsed().map(span -> "after " + told(span));
    }
    return Optional.of(
        plain(report.timeText())
            + report.elapsed().map(span -> ", after " + told(span)).orElse(""));
  }

  private static String told(Duration span) {
    if (span.toSeconds() < 60) {
      return span.toMillis() / 1000.0 + " s";
    }
    return span.toDays() > 0
        ? "%d d %d h".formatted(span.toDays(), span.toHoursPart())
        : "%d h %d min".formatted(span.toHours(), span.toMinutesPart());
  }

  private static String thread(CrashReport report) {
    String name = report.threadName().isEmpty() ? "" : " \"" + report.threadName() + "\"";
    String state = report.thread().state().isEmpty() ? "" : " " + report.thread().state();
    String text = report.thread().type() + name + state;
    return text.isBlank() ? "unknown" : plain(text.strip());
  }

  private static String jvm(CrashReport report) {
    List<String> parts = new ArrayList<>();
    for (String part :
        List.of(
            report.jvm().vm(),
            report.jvm().jdk(),
            report.jvm().vendor(),
            report.jvm().gc().isEmpty() ? "" : report.jvm().gc() + " gc",
            report.jvm().os() + " " + report.jvm().arch())) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts.isEmpty() ? "unknown" : plain(String.join(", ", parts));
  }

  /** The uppermost Java frame that belongs neither to the JDK nor to a library. */
  static Optional<String> topOwnFrame(CrashReport report, OwnCode own) {
    return report.javaFrames().stream()
        .filter(frame -> own.isOwn(new Frame(frame.className(), frame.method(), null, 0)))
        .findFirst()
        .map(PostmortemText::told);
  }

  private static String told(CrashFrame frame) {
    return plain(frame.className() + "." + frame.method());
  }

  static String numbered(Line line) {
    String text = plain(line.text().strip());
    String cut = text.length() > MAX_LINE ? text.substring(0, MAX_LINE) + " …" : text;
    return "line " + line.number() + ": " + cut;
  }

  /** A report may hold any bytes; none of them may steer the terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
