package io.tocsin.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the place of the crash tells. */
final class FrameFindings {
  private static final Pattern JNA =
      Pattern.compile("(?:jna\\d*\\.(?:tmp|dll)|(?:lib)?jnidispatch.*)");

  /** Frames of the JVM's own reporting, above the one that failed. */
  private static final Pattern REPORTING =
      Pattern.compile(
          "(?:.* )?(?:VMError::.*|report_(?:vm|fatal|java|should|unimplemented|untested|and_die).*|"
              + "JVM_handle_\\w+_signal.*|javaSignalHandler.*|signalHandler.*|crash_handler.*|"
              + "MacroAssembler::debug64.*)");

  private final CrashReport report;
  private final Findings findings;

  FrameFindings(CrashReport report, Findings findings) {
    this.report = report;
    this.findings = findings;
  }

  /** Whether native code that Java reached through JNA failed. */
  static boolean isJna(CrashReport report) {
    Optional<CrashFrame> frame = report.problematicFrame();
    return frame.isPresent()
        && frame.get().kind() == CrashFrame.Kind.NATIVE
        && (JNA.matcher(frame.get().library()).matches() || topJavaIs(report, "com.sun.jna."));
  }

  private static boolean topJavaIs(CrashReport report, String beginning) {
    return !report.javaFrames().isEmpty()
        && report.javaFrames().get(0).className().startsWith(beginning);
  }

  void specific() {
    List<CrashFrame> all = new ArrayList<>();
    Optional<CrashFrame> top = top();
    if (top.isPresent()) {
      all.add(top.get());
    }
    all.addAll(report.nativeFrames());
    all.addAll(report.javaFrames());
    for (KnownPlace place : KnownPlace.ALL) {
      for (CrashFrame frame : place.isTopOnly() ? all.subList(0, top.isPresent() ? 1 : 0) : all) {
        if (place.isIn(frame) && place.appliesTo(report)) {
          findings.add(place.id(), place.sentence(), place.advice(), lineOf(frame));
          break;
        }
      }
    }
    copyOfFreedMemory(top);
    calendarLoop();
    unnamedPurge();
  }

  /** A copy of bytes that fails in its stub reads or writes memory outside of the heap. */
  private void copyOfFreedMemory(Optional<CrashFrame> top) {
    boolean copies =
        top.isPresent()
            && top.get().kind() == CrashFrame.Kind.STUB
            && top.get().method().contains("_arraycopy");
    if (!copies) {
      return;
    }
    for (CrashFrame frame : report.nativeFrames()) {
      if (frame.isJava() && frame.text().contains("java/nio/")
          || frame.className().startsWith("java.nio.")) {
        findings.add(
            "error_direct_byte_buffer_contention",
            "Bytes were copied from or to a direct buffer whose memory was gone: two threads used"
                + " it at once, or it was freed too early.",
            "Look at who shares the ByteBuffer: it is not safe for several threads.",
            lineOf(top.get()),
            lineOf(frame));
        return;
      }
    }
  }

  /** Loop predicates that C2 of JDK 17 duplicated wrongly; the calendar's loop is the known one. */
  private void calendarLoop() {
    if (!report.error().message().contains("duplicated predicate failed")) {
      return;
    }
    for (Line line : report.text().in(Section.EVENTS)) {
      if (line.text().contains("java.util.GregorianCalendar::computeTime")) {
        findings.add(
            "error_gregoriancalendar_computetime",
            "Code that C2 made for GregorianCalendar.computeTime failed its own check: a defect of"
                + " the JIT in JDK 17.",
            "Update the JDK; until then"
                + " -XX:CompileCommand=exclude,java/util/GregorianCalendar,computeTime.",
            report.header().line(),
            Optional.of(line));
        return;
      }
    }
  }

  /** Without symbols only the circumstances tell: G1 unloads classes of JDK 9 to 15 in a pause. */
  private void unnamedPurge() {
    Optional<Line> operation = report.text().first(Section.VM_OPERATION);
    boolean unloads = report.text().opening(Section.VM_OPERATION).contains("CGC_Operation");
    boolean unnamed = !report.nativeFrames().isEmpty();
    for (CrashFrame frame : report.nativeFrames()) {
      unnamed &= frame.method().isEmpty();
    }
    int major = report.jvm().major();
    if (unloads
        && unnamed
        && major >= 9
        && major <= 15
        && SignalFindings.isInvalidPointer(report)) {
      findings.add(
          "error_module_entry_purge_reads_possible",
          "The JVM followed a wrong address while it unloaded classes; it may have been in the"
              + " removal of unloaded modules, but its frames have no names.",
          "Update the JDK. With debug symbols the next report tells more.",
          operation,
          report.header().problematicFrame());
    }
  }

  void general() {
    if (report.error().kind() == FatalError.Kind.OUT_OF_MEMORY) {
      compiler();
      return;
    }
    boolean explained = findings.hasErrorsBeside("error_pointer_");
    if (isJna(report) && !findings.has("error_jna_ffi_prep_closure_loc")) {
      boolean redHat = report.jvm().vendor().equals("Red Hat");
      findings.add(
          redHat ? "error_jna_rh" : "error_jna",
          "Native code that Java called through JNA failed.",
          "Check the library behind the JNA interface and the types given to it.",
          report.header().problematicFrame());
    } else if (!explained && !compiler()) {
      Optional<CrashFrame> top = top();
      if (top.isPresent()) {
        byKind(top.get());
      }
    }
  }

  private boolean compiler() {
    String name = report.threadName();
    if (!name.matches("(?:C[12]|JVMCI) CompilerThread\\d*")
        || findings.has("error_compiler_thread_c2_beautify_loops")
        || findings.has("error_compiler_thread_c2_mininode_ideal")) {
      return false;
    }
    List<Line> lines = new ArrayList<>();
    if (report.text().has(Section.CURRENT_THREAD)) {
      lines.add(report.text().in(Section.CURRENT_THREAD).get(0));
    }
    for (Line line : report.text().in(Section.COMPILE_TASK)) {
      if (!line.text().trim().isEmpty()) {
        lines.add(line);
      }
    }
    findings.add(
        "error_compiler_thread",
        "A thread of the just-in-time compiler failed, not one of the application.",
        "Update the JDK; the compile task names the method to exclude until then.",
        lines);
    return true;
  }

  private void byKind(CrashFrame frame) {
    Optional<Line> line = lineOf(frame);
    switch (frame.kind()) {
      case VM:
        findings.add(
            frame.library().endsWith(".dll")
                ? "error_jvm_dll"
                : frame.library().endsWith(".dylib") ? "error_libjvm_dylib" : "error_libjvm_so",
            "The JVM failed in its own code"
                + (frame.symbol().isEmpty() ? "." : ", in " + frame.symbol() + "."),
            "Update the JDK; search its bug database for the frame. Native code and Unsafe may have"
                + " damaged memory before.",
            line);
        break;
      case COMPILED:
      case AHEAD_OF_TIME:
        findings.add(
            "error_compiled_java_code",
            "Compiled Java code failed: " + frame.className() + "." + frame.method() + ".",
            "Update the JDK; exclude the method from compilation to see whether the compiler is to"
                + " blame.",
            line);
        break;
      case INTERPRETED:
        findings.add(
            "error_interpreted_java_code",
            "Java code failed in the interpreter: "
                + frame.className()
                + "."
                + frame.method()
                + ".",
            "Memory was damaged before, or a native method returned a wrong reference.",
            line);
        break;
      case STUB:
        findings.add(
            "error_stubroutines",
            "Code that the JVM made for itself failed: " + frame.method() + ".",
            "Usual causes are a copy from or to freed memory outside of the heap, or a mapped file"
                + " that became shorter.",
            line);
        break;
      default:
        outside(frame, line);
    }
  }

  private void outside(CrashFrame frame, Optional<Line> line) {
    if (frame.library().isEmpty()) {
      findings.add(
          "error_unmapped_code",
          "The thread jumped to an address without code.",
          "A function pointer of native code was wrong, or its library was unloaded.",
          line);
      return;
    }
    findings.add(
        "error_native_library",
        "Native code failed outside of the JVM, in " + frame.library() + ".",
        "The library's maker must look at it; the Java frames tell who called.",
        line);
  }

  /** The frame that failed: named by the head, else the first below the JVM's own reporting. */
  private Optional<CrashFrame> top() {
    Optional<CrashFrame> named = report.problematicFrame();
    if (named.isPresent()) {
      return named;
    }
    for (CrashFrame frame : report.nativeFrames()) {
      if (!REPORTING.matcher(frame.method()).matches()) {
        return Optional.of(frame);
      }
    }
    return Optional.empty();
  }

  private Optional<Line> lineOf(CrashFrame frame) {
    Section[] places = {Section.NATIVE_FRAMES, Section.JAVA_FRAMES, Section.HEADER};
    for (Section section : places) {
      for (Line line : report.text().in(section)) {
        if (line.text().endsWith(frame.text()) || line.text().trim().endsWith(frame.text())) {
          return Optional.of(line);
        }
      }
    }
    return Optional.empty();
  }
}
