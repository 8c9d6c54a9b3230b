package io.tocsin.agent.crash;

import io.tocsin.agent.config.EvidenceLimits;
import io.tocsin.agent.exit.CrashReports;
import io.tocsin.agent.exit.DeadJvm;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.EventSeverity;
import io.tocsin.agent.otlp.OtlpEvent;
import io.tocsin.crash.CrashReport;
import io.tocsin.crash.Diagnosis;
import io.tocsin.crash.HsErr;
import io.tocsin.crash.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fatal error log of a dead JVM as an event. What leaves is the redacted report; the file stays
 * where it is, for {@code tocsin postmortem}.
 */
public final class FatalErrorLogs implements CrashReports {
  /** Clocks of file systems are coarse, and a report is begun before its JVM's last heartbeat. */
  private static final int CLOCK_SLACK_SECONDS = 2;

  /** A usual report has a tenth of it. */
  private static final int MAX_CHARS = 1 << 20;

  private final EvidenceLimits limits;
  private final Notices notices;

  public FatalErrorLogs(EvidenceLimits limits, Notices notices) {
    this.limits = limits;
    this.notices = notices;
  }

  @Override
  public List<Path> errorFiles(long pid) {
    return ErrorFiles.ofThisJvm(pid);
  }

  @Override
  public @Nullable OtlpEvent of(DeadJvm dead) {
    for (Path file : dead.errorFiles) {
      try {
        if (Files.isRegularFile(file)) {
          Instant written = Files.getLastModifiedTime(file).toInstant();
          String text = read(file);
          CrashReport report = HsErr.read(text);
          if (isOf(dead, written, report)) {
            return event(dead, written, Redactor.redact(text));
          }
        }
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        notices.sayOnce("crash", "a fatal error log cannot be read, " + file + ": " + e);
      }
    }
    return null;
  }

  /** A process id is used again, in containers at once: another JVM's older report is not ours. */
  private static boolean isOf(DeadJvm dead, Instant written, CrashReport report) {
    return !written.isBefore(dead.started.minusSeconds(CLOCK_SLACK_SECONDS))
        && report.isRecognised()
        && (report.pid().isEmpty() || report.pid().equals(String.valueOf(dead.pid)));
  }

  /** Told from the redacted text alone: a thread's name or a bare address may hold a customer's. */
  private OtlpEvent event(DeadJvm dead, Instant died, String redacted) {
    CrashReport report = HsErr.read(redacted);
    String type = report.error().name().isEmpty() ? "Unknown" : report.error().name();
    String frame = report.problematicFrame().map(Object::toString).orElse(null);
    String where = frame == null ? "" : " in " + frame;
    return new OtlpEvent(
            "jvm.crash",
            EventSeverity.FATAL,
            died,
            "JVM " + dead.pid + " died of " + report.error() + where)
        .with("exception.type", type.replace(" ", ""))
        .with("exception.message", message(report) + where)
        .with("exception.stacktrace", cut(report.stackTrace(), limits.stackMaxChars))
        .with("thread.name", known(report.threadName()))
        .with("jvm.crash.problematic_frame", frame)
        .with("jvm.crash.diagnosis.ids", ids(report))
        .with("jvm.crash.diagnosis", sentences(report))
        .with("jvm.crash.report", cut(redacted, limits.crashReportMaxChars))
        .with("jvm.crash.complete", report.isComplete())
        .with("jvm.crash.elapsed_s", elapsed(report))
        .with("tocsin.exit.pid", dead.pid)
        .with("tocsin.exit.started", dead.started.toString())
        .with("tocsin.exit.last_alive", dead.lastAlive.toString());
  }

  private static String message(CrashReport report) {
    String said = report.error().message();
    return said.isEmpty() ? report.error().toString() : said;
  }

  private static @Nullable String ids(CrashReport report) {
    StringBuilder ids = new StringBuilder();
    for (Diagnosis each : report.diagnoses()) {
      ids.append(ids.length() == 0 ? "" : ",").append(each.id());
    }
    return known(ids.toString());
  }

  private static @Nullable String sentences(CrashReport report) {
    StringBuilder sentences = new StringBuilder();
    for (Diagnosis each : report.diagnoses()) {
      sentences.append(sentences.length() == 0 ? "" : "\n").append(each.sentence());
    }
    return known(sentences.toString());
  }

  private static @Nullable Long elapsed(CrashReport report) {
    Optional<Long> seconds = report.elapsed().map(duration -> duration.getSeconds());
    return seconds.orElse(null);
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String cut(String text, int maxChars) {
    int end = text.length() <= maxChars ? text.length() : text.lastIndexOf('\n', maxChars);
    return end == text.length() ? text : text.substring(0, end < 0 ? maxChars : end + 1);
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return HsErr.textOf(in, MAX_CHARS);
    }
  }
}
