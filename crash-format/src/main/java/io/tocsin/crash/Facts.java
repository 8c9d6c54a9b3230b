package io.tocsin.crash;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What else a report says, read once and shared by the facts and the diagnoses. */
final class Facts {
  private static final Pattern FAILED =
      Pattern.compile("failed to (?:map|allocate|commit|reserve) (\\d+) bytes");

  private static final Pattern SIGNAL =
      Pattern.compile("(?:si_signo: \\d+ \\(|siginfo: )(SIG\\w+|EXCEPTION_\\w+)");
  private static final Pattern SIGNAL_CODE = Pattern.compile("si_code: -?\\d+ \\((\\w+)\\)");
  private static final Pattern OOPS_MODE =
      Pattern.compile("Compressed Oops mode: ([A-Za-z0-9 -]+)");

  private final CrashReport report;
  private final CrashText text;
  private final JvmOptions options;
  private final MachineMemory machineMemory;
  private final JvmMemory jvmMemory;
  private final Machine machine;
  private final Libraries libraries;
  private final long javaThreads;
  private final String application;

  Facts(CrashReport report) {
    this.report = report;
    text = report.text();
    options = new JvmOptions(text);
    machineMemory = new MachineMemory(text);
    jvmMemory = new JvmMemory(text, options);
    machine = new Machine(text);
    libraries = new Libraries(text);
    javaThreads = countJavaThreads();
    application = Application.of(text, options, libraries);
  }

  private long countJavaThreads() {
    List<Line> lines = text.in(Section.JAVA_THREADS);
    long threads = 0;
    for (Line line : lines) {
      threads += line.text().contains(" JavaThread ") ? 1 : 0;
    }
    return lines.isEmpty() ? Numbers.UNKNOWN : threads;
  }

  JvmOptions options() {
    return options;
  }

  MachineMemory machineMemory() {
    return machineMemory;
  }

  JvmMemory jvmMemory() {
    return jvmMemory;
  }

  Machine machine() {
    return machine;
  }

  Libraries libraries() {
    return libraries;
  }

  long javaThreads() {
    return javaThreads;
  }

  String application() {
    return application;
  }

  /** Bytes that could not be had; unknown where it was a thread, or the report does not say. */
  long failedAllocation() {
    Optional<Line> line = failedAllocationLine();
    return line.isPresent()
        ? Numbers.bytes(HeaderReader.group(FAILED, line.get().text()))
        : Numbers.UNKNOWN;
  }

  Optional<Line> failedAllocationLine() {
    for (Line line : text.in(Section.HEADER)) {
      if (FAILED.matcher(line.text()).find()) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  boolean isMemoryShort() {
    return report.error().kind() == FatalError.Kind.OUT_OF_MEMORY;
  }

  /** Whether the JVM died before it ran the application. */
  boolean isAtStart() {
    return text.opening(Section.VM_STATE).contains("not fully initialized")
        || report.threadName().equals("Unknown thread");
  }

  /** Memory that the JVM maps on block storage of Amazon's virtual machines. */
  boolean isOnCloudStorage() {
    // Major 259 is NVMe, 202 a Xen disk; on a real machine NVMe says nothing.
    return machine.isVirtual()
        && (libraries.jvmDevice().startsWith("103:") || libraries.jvmDevice().startsWith("ca:"));
  }

  FactMap all() {
    FactMap facts = new FactMap();
    JvmBuild jvm = report.jvm();
    facts.text("crashTimeString", report.timeText());
    facts.text("elapsedTime", report.elapsedText());
    facts.text("jdkReleaseString", jvm.jdk());
    if (jvm.major() > 0) {
      facts.number("javaVersionMajor", jvm.major());
      facts.number("javaVersionMinor", JdkRelease.updateOf(jvm.jdk()));
      facts.text("javaSpecification", "JDK" + jvm.major());
      facts.flag("isJdkLts", JdkRelease.isLongTerm(jvm.major()));
    }
    facts.text("javaVendor", jvm.vendor().toUpperCase(Locale.ROOT).replace(' ', '_'));
    facts.text("error", report.header().content());
    facts.text("stackFrameTop", topFrame().replaceAll(" +", " "));
    String thread = text.opening(Section.CURRENT_THREAD);
    int name = thread.indexOf("):");
    facts.text("currentThreadName", name < 0 ? "" : thread.substring(name + 2).trim());
    facts.text("application", application);
    facts.number("javaThreadCount", javaThreads);
    machine.addTo(facts, jvm);
    machineMemory.addTo(facts);
    jvmMemory.addTo(facts, javaThreads);
    libraries.addTo(facts);
    new GcHistory(text).addTo(facts, report.elapsed());
    states(facts);
    facts.text("storageDevice", isOnCloudStorage() ? "AWS_BLOCK_STORAGE" : "");
    facts.number("failedMemoryAllocation", failedAllocation());
    facts.flag("isMemoryAllocationFail", isMemoryShort());
    facts.flag("isCrashOnStartup", isAtStart());
    facts.flag("isJnaCrash", FrameFindings.isJna(report));
    facts.text("username", text.after(Section.ENVIRONMENT, "USERNAME="));
    return facts;
  }

  private void states(FactMap facts) {
    facts.flag("isTruncated", !report.isComplete());
    facts.text("pid", report.pid());
    String siginfo = text.opening(Section.SIGINFO);
    facts.text("signalNumber", HeaderReader.group(SIGNAL, siginfo));
    facts.text("signalCode", HeaderReader.group(SIGNAL_CODE, siginfo));
    String state = text.opening(Section.VM_STATE);
    facts.text("vmState", state.substring(state.indexOf(':') + 1).trim());
    for (Line line : text.in(Section.HEAP_ADDRESS)) {
      String mode = HeaderReader.group(OOPS_MODE, line.text());
      if (!mode.isEmpty()) {
        facts.text("compressedOopsMode", mode);
      }
    }
    facts.number(
        "containerMemoryLimit", SystemFindings.containerAmount(text, "memory_limit_in_bytes:"));
    facts.number(
        "containerMemoryUsage", SystemFindings.containerAmount(text, "memory_usage_in_bytes:"));
  }

  /** The first frame that is not the error reporting itself. */
  private String topFrame() {
    Optional<CrashFrame> named = report.problematicFrame();
    if (named.isPresent()) {
      return named.get().text();
    }
    return report.nativeFrames().isEmpty() ? "" : report.nativeFrames().get(0).text();
  }
}
