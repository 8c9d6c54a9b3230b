package io.tocsin.web.crash;

import io.tocsin.crash.CrashFrame;
import io.tocsin.crash.CrashReport;
import io.tocsin.crash.Diagnosis;
import io.tocsin.crash.Line;
import io.tocsin.crash.Section;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fatal error log for the eye.
 *
 * @param raw as it arrived, redacted by the agent
 */
public record CrashView(
    CrashReport report,
    List<Finding> findings,
    List<Stack> stacks,
    List<Fact> facts,
    List<Part> parts,
    String raw) {
  private static final String BLANK = "";
  private static final Set<String> NOTHING = Set.of("", "false", "*");
  private static final Pattern CAPITAL = Pattern.compile("([A-Z]+)");

  /** Facts whose numbers count bytes. */
  private static final Pattern BYTES = Pattern.compile("[mM]emory|swap|osCommit");

  /** As its {@code -Xss} and HotSpot's flag count it: in KiB. */
  private static final String KIB = "threadStackSize";

  private static final Set<String> ELSEWHERE =
      Set.of(
          "crashTimeString",
          "isTruncated",
          "isJdkLts",
          "archOs",
          "elapsedTime",
          "jdkReleaseString",
          "javaVersionMajor",
          "javaVersionMinor",
          "javaSpecification",
          "javaVendor",
          "error",
          "stackFrameTop",
          "currentThreadName");

  /**
   * A diagnosis.
   *
   * @param level "error", "warn" or "info"
   */
  public record Finding(String level, String sentence, String advice, List<Line> lines) {
    static Finding of(Diagnosis diagnosis) {
      String id = diagnosis.id();
      int end = id.indexOf('_');
      return new Finding(
          end < 0 ? "info" : id.substring(0, end),
          diagnosis.sentence(),
          diagnosis.advice(),
          diagnosis.lines());
    }
  }

  /**
   * @param name of the words: "native" or "java"
   */
  public record Stack(String name, List<Called> frames) {}

  /**
   * @param own the service's own code
   * @param died where the JVM stood
   */
  public record Called(CrashFrame frame, boolean own, boolean died) {
    public String text() {
      return frame.text();
    }
  }

  /**
   * @param bytes whether the value counts bytes
   */
  public record Fact(String name, Object value, boolean bytes) {}

  /**
   * Lines of the log that are folded.
   *
   * @param name of the words, such as "registers"; or a title as the JVM wrote it
   * @param titled whether the name is the JVM's
   */
  public record Part(String name, boolean titled, String text, int lines) {}

  static CrashView of(CrashReport report, String raw, OwnCode own) {
    return new CrashView(
        report,
        report.diagnoses().stream().map(Finding::of).toList(),
        stacks(report, own),
        facts(report.facts()),
        parts(report),
        raw);
  }

  private static List<Stack> stacks(CrashReport report, OwnCode own) {
    String died = report.problematicFrame().map(CrashFrame::text).orElse(BLANK);
    List<Stack> stacks = new ArrayList<>();
    if (!report.nativeFrames().isEmpty()) {
      stacks.add(new Stack("native", called(report.nativeFrames(), died, own)));
    }
    Set<String> shown =
        report.nativeFrames().stream().map(CrashFrame::text).collect(Collectors.toSet());
    boolean more = report.javaFrames().stream().anyMatch(frame -> !shown.contains(frame.text()));
    if (!report.javaFrames().isEmpty() && (stacks.isEmpty() || more)) {
      stacks.add(new Stack("java", called(report.javaFrames(), died, own)));
    }
    return stacks;
  }

  private static List<Called> called(List<CrashFrame> frames, String died, OwnCode own) {
    List<Called> called = new ArrayList<>();
    boolean marked = false;
    for (CrashFrame frame : frames) {
      boolean here = !marked && frame.text().equals(died);
      marked |= here;
      called.add(new Called(frame, isOwn(frame, own), here));
    }
    return called;
  }

  private static boolean isOwn(CrashFrame frame, OwnCode own) {
    return frame.isJava() && own.isOwn(new Frame(frame.className(), frame.method(), null, 0));
  }

  /** Without what the page says elsewhere, and what is not the case. */
  private static List<Fact> facts(Map<String, Object> facts) {
    return facts.entrySet().stream()
        .filter(fact -> !ELSEWHERE.contains(fact.getKey()))
        .filter(fact -> !NOTHING.contains(fact.getValue().toString()))
        .map(fact -> fact(fact.getKey(), fact.getValue()))
        .toList();
  }

  private static Fact fact(String key, Object value) {
    String name = CAPITAL.matcher(key).replaceAll(" $1").toLowerCase(Locale.ROOT);
    if (key.equals(KIB) && value instanceof Long kib) {
      return new Fact(name, kib * 1024, true);
    }
    return new Fact(name, value, value instanceof Long && BYTES.matcher(key).find());
  }

  private static List<Part> parts(CrashReport report) {
    List<Part> parts = new ArrayList<>();
    add(parts, "command", report, Section.COMMAND_LINE, Section.VM_ARGUMENTS);
    add(parts, "threads", report, Section.JAVA_THREADS, Section.OTHER_THREADS);
    add(
        parts,
        "memory",
        report,
        Section.HEAP,
        Section.METASPACE,
        Section.CODE_CACHE,
        Section.MEMORY,
        Section.PROCESS_MEMORY,
        Section.CONTAINER);
    add(parts, "registers", report, Section.SIGINFO, Section.REGISTERS, Section.REGISTER_MAPPING);
    add(parts, "machine", report, Section.OS, Section.UNAME, Section.LOAD, Section.CPU);
    events(parts, report.lines(Section.EVENTS));
    return parts;
  }

  private static void add(List<Part> parts, String name, CrashReport report, Section... sections) {
    List<Line> lines = new ArrayList<>();
    for (Section section : sections) {
      lines.addAll(report.lines(section));
    }
    List<Line> said = lines.stream().filter(line -> !line.text().isBlank()).toList();
    if (!said.isEmpty()) {
      parts.add(new Part(name, false, text(said), said.size()));
    }
  }

  /** Each ring of events on its own; those that were empty are left out. */
  private static void events(List<Part> parts, List<Line> lines) {
    List<Line> ring = new ArrayList<>();
    String title = BLANK;
    for (Line line : lines) {
      if (line.text().endsWith(" events):")) {
        ring(parts, title, ring);
        title = line.text();
        ring = new ArrayList<>();
      } else if (line.text().startsWith("Event:")) {
        ring.add(line);
      }
    }
    ring(parts, title, ring);
  }

  private static void ring(List<Part> parts, String title, List<Line> events) {
    if (!events.isEmpty()) {
      String name = title.substring(0, Math.max(0, title.lastIndexOf(" (")));
      parts.add(new Part(name, true, text(events), events.size()));
    }
  }

  private static String text(List<Line> lines) {
    return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
  }
}
