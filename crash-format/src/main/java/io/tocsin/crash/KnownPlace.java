package io.tocsin.crash;

import java.util.Optional;

/** A place in the stack by which a defect is known. */
final class KnownPlace {
  private static final String NEWER =
      "Update the JDK to the newest release of its line; if it stays, report it to the vendor.";

  static final KnownPlace[] ALL = {
    anywhere(
        "error_compiler_thread_c2_beautify_loops",
        "IdealLoopTree::beautify_loops(",
        "The optimising compiler C2 failed while it ordered nested loops: a defect of the JIT, not"
            + " of the application.",
        NEWER + " Until then exclude the method with -XX:CompileCommand=exclude."),
    anywhere(
        "error_compiler_thread_c2_mininode_ideal",
        "MinINode::Ideal(",
        "The optimising compiler C2 failed while it simplified a minimum of numbers: a defect of"
            + " the JIT, not of the application.",
        NEWER + " Until then exclude the method with -XX:CompileCommand=exclude."),
    anywhere(
        "error_jfr_pd_get_top_frame",
        "pd_get_top_frame_for_profiling(",
        "The sampler of Flight Recorder failed while it walked the stack of a running thread.",
        NEWER + " Until then switch jdk.ExecutionSample off in the recording.",
        When.JFR_ON_STACK),
    anywhere(
        "error_jna_ffi_prep_closure_loc",
        "ffi_prep_closure_loc",
        "JNA could not make a callback: its library could not write executable memory, often"
            + " because the folder for temporary files forbids execution or SELinux refuses.",
        "Point -Djna.tmpdir at a folder mounted with exec, or install the system's JNA.",
        When.JNA),
    atTop(
        "error_libaio_context_done",
        "LibaioContext.done(",
        "ActiveMQ Artemis handled a disk operation that the native library had given up already.",
        "Update Artemis and its native library together, or use the NIO journal."),
    atTop(
        "error_pthread_getcpuclockid",
        "pthread_getcpuclockid",
        "The JVM asked for the CPU time of a thread that had ended already.",
        NEWER + " A thread dump taken while threads end starts it."),
    anywhere(
        "error_jdk8_shenandoah_mark_loop_work",
        "ShenandoahConcurrentMark::mark_loop_work",
        "Shenandoah met a broken reference while it marked live objects.",
        NEWER + " Or use another collector.",
        When.JDK_8),
    anywhere(
        "error_g1_par_scan_thread_state_copy_to_survivor_space",
        "G1ParScanThreadState::copy_to_survivor_space(",
        "G1 met a broken object while it copied survivors: the heap was damaged before.",
        NEWER + " Look for native code and Unsafe that write past their memory."),
    atTop(
        "error_bufferblob_flush_icache_stub",
        "BufferBlob::flush_icache_stub",
        "The JVM made code and could not run it: the memory was not executable.",
        "Check what forbids executable memory: SELinux, a hardened kernel, the virtual machine."),
    anywhere(
        "error_freetype_font_scaler_get_glyph_image_native",
        "sun.font.FreetypeFontScaler.getGlyphImageNative(",
        "The font library failed while it drew a character.",
        "Check the font that was drawn and the libfreetype in use (JDK's own or the system's)."),
    anywhere(
        "error_module_entry_purge_reads",
        "ModuleEntry::purge_reads(",
        "The JVM failed while it removed unloaded modules: a defect of the JVM.",
        NEWER),
    atTop(
        "error_jdk8_libc_cfree",
        "cfree",
        "The C library found its memory damaged when the JVM gave a block back.",
        NEWER + " Look for native libraries that write past their memory.",
        When.JDK_8,
        "libc"),
    atTop(
        "error_profiler",
        "libasyncProfiler",
        "The profiler itself crashed the JVM.",
        "Switch that profiling mode off for this JDK and report it."),
    anywhere(
        "error_jdk8_zipfile_contention",
        "java.util.zip.ZipFile.",
        "A jar or zip file was changed on disk, or closed by another thread, while it was read"
            + " (JDK 8 maps it into memory).",
        "Never overwrite a jar of a running JVM: write beside it and rename.",
        When.JDK_8,
        "libzip",
        "zip.dll"),
    anywhere(
        "error_jdk8_deflate_contention",
        "java.util.zip.Deflater.",
        "Data were compressed by a Deflater that another thread used or ended at the same time.",
        "A Deflater is for one thread: look at who shares or closes it.",
        When.JDK_8,
        "libzip",
        "zip.dll",
        "libz"),
    anywhere(
        "error_jdk8_shenandoah_metadata_on_stack",
        "MetadataOnStackMark::",
        "Shenandoah failed while it looked for class data in use on the stacks.",
        NEWER + " Or use another collector.",
        When.SHENANDOAH_OF_JDK_8),
    anywhere(
        "error_jdk8_shenandoah_root_updater",
        "ShenandoahRootUpdater::",
        "Shenandoah failed while it updated references from outside of the heap.",
        NEWER + " Or use another collector.",
        When.JDK_8),
    anywhere(
        "error_oracle_jdbc_oci_driver",
        "oracle.jdbc.",
        "Oracle's native client failed below the JDBC OCI driver.",
        "Update the client, or use the thin driver, which needs none.",
        When.ALWAYS,
        "libocijdbc",
        "libclntsh",
        "ocijdbc",
        "oci.dll",
        "oraociei"),
    anywhere(
        "error_microsoft_sql_server_native",
        "com.microsoft.sqlserver.jdbc.",
        "The native part of Microsoft's JDBC driver (integrated authentication) failed.",
        "Update driver and its DLL together.",
        When.ALWAYS,
        "sqljdbc_auth",
        "mssql-jdbc_auth"),
    anywhere(
        "error_itext_io",
        "com.itextpdf.",
        "A PDF file was changed or closed while iText had it mapped into memory.",
        "Read it through a stream, or keep others from the file.",
        When.IN_JAVA_OR_STUB),
    atTop(
        "error_unsafe",
        "V  Unsafe_",
        "Java code read or wrote a wrong address through Unsafe.",
        "The Java frames name who; off-heap memory was freed or never owned."),
  };

  /** What must hold beside the mark. */
  private enum When {
    ALWAYS,
    JDK_8,
    SHENANDOAH_OF_JDK_8,
    JFR_ON_STACK,
    JNA,
    IN_JAVA_OR_STUB;

    boolean holds(CrashReport report) {
      boolean jdk8 = report.jvm().major() == 8;
      switch (this) {
        case JDK_8:
          return jdk8;
        case SHENANDOAH_OF_JDK_8:
          return jdk8 && report.jvm().gc().equals("shenandoah");
        case JFR_ON_STACK:
          return mentions(report, "Jfr");
        case JNA:
          return FrameFindings.isJna(report);
        case IN_JAVA_OR_STUB:
          Optional<CrashFrame> frame = report.problematicFrame();
          return frame.isPresent()
              && (frame.get().kind() == CrashFrame.Kind.STUB || frame.get().isJava());
        default:
          return true;
      }
    }
  }

  private final String id;
  private final String mark;
  private final boolean top;
  private final String sentence;
  private final String advice;
  private final When when;
  private final String[] libraries;

  private KnownPlace(
      String id,
      String mark,
      boolean top,
      String sentence,
      String advice,
      When when,
      String... libraries) {
    this.id = id;
    this.mark = mark;
    this.top = top;
    this.sentence = sentence;
    this.advice = advice;
    this.when = when;
    this.libraries = libraries;
  }

  private static KnownPlace atTop(String id, String mark, String sentence, String advice) {
    return new KnownPlace(id, mark, true, sentence, advice, When.ALWAYS);
  }

  private static KnownPlace atTop(
      String id, String mark, String sentence, String advice, When when, String... libraries) {
    return new KnownPlace(id, mark, true, sentence, advice, when, libraries);
  }

  private static KnownPlace anywhere(String id, String mark, String sentence, String advice) {
    return new KnownPlace(id, mark, false, sentence, advice, When.ALWAYS);
  }

  private static KnownPlace anywhere(
      String id, String mark, String sentence, String advice, When when, String... libraries) {
    return new KnownPlace(id, mark, false, sentence, advice, when, libraries);
  }

  private static boolean mentions(CrashReport report, String mark) {
    for (CrashFrame frame : report.nativeFrames()) {
      if (frame.method().contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the libraries failed; true where none is named. */
  private boolean failedInLibrary(CrashReport report) {
    Optional<CrashFrame> frame = report.problematicFrame();
    for (String library : libraries) {
      if (frame.isPresent() && frame.get().library().startsWith(library)) {
        return true;
      }
    }
    return libraries.length == 0;
  }

  String id() {
    return id;
  }

  String sentence() {
    return sentence;
  }

  String advice() {
    return advice;
  }

  /** Whether the mark must be in the frame that failed, not just somewhere in the stack. */
  boolean isTopOnly() {
    return top;
  }

  boolean isIn(CrashFrame frame) {
    if (mark.startsWith("V  ")) {
      return frame.kind() == CrashFrame.Kind.VM && frame.method().startsWith(mark.substring(3));
    }
    return frame.text().contains(mark);
  }

  boolean appliesTo(CrashReport report) {
    return when.holds(report) && failedInLibrary(report);
  }
}
