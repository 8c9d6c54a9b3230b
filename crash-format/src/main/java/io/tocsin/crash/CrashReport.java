package io.tocsin.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fatal error log, read. Everything that the report does not say, or that was cut off, is empty:
 * reading never fails. Immutable.
 */
public final class CrashReport {
  private final CrashText text;
  private final HeaderReader header;
  private final FatalError error;
  private final JvmBuild jvm;
  private final CrashTime time;
  private final CrashThread thread;
  private final List<CrashFrame> nativeFrames;
  private final List<CrashFrame> javaFrames;
  private final Map<String, Object> facts;
  private final List<Diagnosis> diagnoses;

  CrashReport(CrashText text) {
    this.text = text;
    header = new HeaderReader(text);
    error = header.error();
    jvm = new JvmReader(text, header).read();
    time = new CrashTime(text);
    ThreadReader threads = new ThreadReader(text);
    thread = threads.thread();
    nativeFrames = Collections.unmodifiableList(threads.frames(Section.NATIVE_FRAMES));
    javaFrames = Collections.unmodifiableList(threads.javaFrames());
    Facts read = new Facts(this);
    facts = Collections.unmodifiableMap(read.all().all());
    diagnoses = Collections.unmodifiableList(new ArrayList<>(Diagnoses.of(this, read)));
  }

  /** Whether the text is a fatal error log, or at least a piece of one. */
  public boolean isRecognised() {
    return error.kind() != FatalError.Kind.UNKNOWN
        || !jvm.vm().isEmpty()
        || !nativeFrames.isEmpty()
        || text.hasAny(
            Section.DIVIDER,
            Section.HEAP,
            Section.UNAME,
            Section.VM_ARGUMENTS,
            Section.LIBRARIES,
            Section.SIGINFO);
  }

  public FatalError error() {
    return error;
  }

  /** Name of the signal or error, such as SIGSEGV or Internal Error; empty where unknown. */
  public String signal() {
    return error.name();
  }

  /** Process id, in decimal; empty where unknown. */
  public String pid() {
    return header.pid();
  }

  /** Thread id as printed: decimal, or hexadecimal with 0x; empty where unknown. */
  public String tid() {
    return header.tid();
  }

  /** Where the JVM stood; absent after an internal error or missing memory. */
  public Optional<CrashFrame> problematicFrame() {
    Optional<Line> line = header.problematicFrame();
    return line.isPresent() ? FrameReader.read(line.get().text()) : Optional.empty();
  }

  public JvmBuild jvm() {
    return jvm;
  }

  public CrashThread thread() {
    return thread;
  }

  public String threadName() {
    return thread.name();
  }

  /** Top first; Java frames are among them, where the walk came that far. */
  public List<CrashFrame> nativeFrames() {
    return nativeFrames;
  }

  /** Top first, Java frames only: of their own section, else those among the native ones. */
  public List<CrashFrame> javaFrames() {
    return javaFrames;
  }

  /** Read as UTC where the zone is missing or unknown: {@link #isZoneKnown()} tells. */
  public Optional<Instant> time() {
    return time.instant();
  }

  public boolean isZoneKnown() {
    return time.isZoneKnown();
  }

  /** As printed, such as Mon Nov 29 06:26:33 2021 EST. */
  public String timeText() {
    return time.said();
  }

  /** From the start of the JVM to its end. */
  public Optional<Duration> elapsed() {
    return time.elapsed();
  }

  /** Such as 1d 7h 30m 19s. */
  public String elapsedText() {
    return time.elapsedSaid();
  }

  /** Whether the report reaches its end: the JVM may be killed, or time out, while it writes. */
  public boolean isComplete() {
    return !text.isCut() && Completeness.isComplete(text);
  }

  /** What else the report says, by name; values are String, Long (bytes, counts) or Boolean. */
  public Map<String, Object> facts() {
    return facts;
  }

  /** Lines of a part as they stand, its opening line first; empty where it is not there. */
  public List<Line> lines(Section section) {
    return Collections.unmodifiableList(text.in(section));
  }

  /** Most telling first: errors, then warnings, then what is good to know. */
  public List<Diagnosis> diagnoses() {
    return diagnoses;
  }

  /**
   * The stack in the form of a Java stack trace: type {@code jvm.crash.SIGSEGV}, a message that
   * names the frame, then one {@code at} line a frame. Frames of the JVM, the JDK and the system
   * are in packages {@code jdk.native.…}, other native ones in {@code native.…}.
   */
  public String stackTrace() {
    return StackTraceText.of(this);
  }

  CrashText text() {
    return text;
  }

  HeaderReader header() {
    return header;
  }
}
