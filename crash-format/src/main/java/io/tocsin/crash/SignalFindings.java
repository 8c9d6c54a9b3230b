package io.tocsin.crash;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the signal or the Windows exception tells. */
final class SignalFindings {
  private static final Pattern POSIX =
      Pattern.compile(
          "si_signo: \\d+ \\((\\w+)\\), si_code: -?\\d+ \\((\\w+)\\)(?:.*si_addr: (0x[0-9a-fA-F]+))?.*");
  private static final Pattern WINDOWS =
      Pattern.compile(
          "(reading|writing|data execution prevention violation at) address (0x[0-9a-fA-F]+)");
  private static final Pattern FREE_SPACE = Pattern.compile("free space=(\\d+)k");
  private static final Pattern ALL_ONES = Pattern.compile("0x[fF]{16}");

  /** Addresses below are a field or element of a null pointer. */
  private static final long NULL_PAGE = 4096;

  private final CrashReport report;
  private final Findings findings;

  SignalFindings(CrashReport report, Findings findings) {
    this.report = report;
    this.findings = findings;
  }

  /** An address that no process can have: Windows reports it as all ones. */
  static boolean isInvalidPointer(CrashReport report) {
    return ALL_ONES.matcher(report.text().opening(Section.SIGINFO)).find();
  }

  void find() {
    Optional<Line> siginfo = siginfo();
    stackOverflow();
    if (siginfo.isPresent()) {
      Line line = siginfo.get();
      Matcher posix = POSIX.matcher(line.text());
      if (posix.find()) {
        explainPosix(line, posix.group(1), posix.group(2), posix.group(3));
      }
      Matcher windows = WINDOWS.matcher(line.text());
      if (windows.find()) {
        explainAddress(line, windows.group(2));
      }
    }
  }

  private Optional<Line> siginfo() {
    for (Line line : report.text().in(Section.SIGINFO)) {
      if (line.text().contains("si_signo") || line.text().contains("EXCEPTION_")) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private void explainPosix(Line line, String signal, String code, String address) {
    String sentence = meaning(code);
    if (!sentence.isEmpty()) {
      findings.add(
          "info_sigcode_" + code.toLowerCase(Locale.ROOT),
          sentence,
          advice(code),
          Optional.of(line));
    }
    if (!signal.equals("SIGSEGV") && !signal.isEmpty()) {
      findings.add(
          "info_signo_" + signal.toLowerCase(Locale.ROOT), meaning(signal), "", Optional.of(line));
    }
    if (code.equals("SEGV_MAPERR") && address != null) {
      explainAddress(line, address);
    } else if (code.equals("SI_KERNEL") && signal.equals("SIGSEGV")) {
      findings.add(
          "error_pointer_invalid",
          "An address was used that no process can have: the pointer was damaged.",
          "Look for native code and Unsafe that write past their memory; test the machine's memory.",
          Optional.of(line));
    }
  }

  private void explainAddress(Line line, String address) {
    long value = Numbers.address(address);
    if (ALL_ONES.matcher(address).matches()) {
      findings.add(
          "error_pointer_invalid",
          "An address was used that no process can have: the pointer was damaged.",
          "Look for native code and Unsafe that write past their memory; test the machine's memory.",
          Optional.of(line));
    } else if (value >= 0 && value < NULL_PAGE) {
      findings.add(
          "error_pointer_null",
          "A null pointer was followed.",
          "The frame that failed used something that was not there or no longer there.",
          Optional.of(line));
    }
  }

  private void stackOverflow() {
    Optional<Line> stack = report.text().first(Section.STACK);
    long free =
        stack.isPresent()
            ? Numbers.decimal(HeaderReader.group(FREE_SPACE, stack.get().text()))
            : Numbers.UNKNOWN;
    boolean exhausted = free >= 0 && free <= 24 && report.error().kind() == FatalError.Kind.SIGNAL;
    if (exhausted || report.signal().equals("EXCEPTION_STACK_OVERFLOW")) {
      findings.add(
          "error_stackoverflow",
          "The thread's stack was used up by native or JVM code.",
          "Enlarge it with -Xss, or find the recursion in the frames.",
          stack,
          report.header().line());
    }
  }

  private static String meaning(String word) {
    switch (word) {
      case "SEGV_MAPERR":
        return "The address belonged to no memory of the process.";
      case "SEGV_ACCERR":
        return "The memory was there but must not be read, written or run that way.";
      case "SI_KERNEL":
        return "The kernel sent the signal without an address: the pointer was not a valid one.";
      case "SI_USER":
      case "SI_TKILL":
        return "Another process, or the process itself, sent the signal: the JVM did not fail.";
      case "BUS_ADRERR":
        return "A mapped file ended before the address: it was made shorter, or its disk is full.";
      case "BUS_ADRALN":
        return "The address was not aligned as the processor demands.";
      case "BUS_OBJERR":
        return "The hardware reported an error in that memory.";
      case "ILL_ILLOPN":
      case "ILL_ILLOPC":
        return "The processor does not know the instruction.";
      case "SIGBUS":
        return "The memory was mapped but could not be reached (SIGBUS).";
      case "SIGILL":
        return "The processor met an instruction that it does not know (SIGILL).";
      case "SIGFPE":
        return "A calculation failed in native code (SIGFPE).";
      case "SIGABRT":
        return "Native code gave up by itself (SIGABRT).";
      default:
        return word.startsWith("SIG") ? "The signal was " + word + "." : "";
    }
  }

  private static String advice(String code) {
    switch (code) {
      case "SI_USER":
      case "SI_TKILL":
        return "Find who sends it; the report names the process where the kernel told.";
      case "BUS_ADRERR":
        return "Check free space of the disk and of /dev/shm, and who changes files of a running JVM.";
      case "BUS_OBJERR":
        return "Test the machine's memory.";
      default:
        return "";
    }
  }
}
