package io.tocsin.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes what must not leave the machine. Each section has a rule that says what may stay; what no
 * rule knows goes. So a format that a newer JDK brings loses lines, never secrets.
 *
 * <p>Stays: names of code and of libraries, the JVM's own words and figures, its options, the
 * machine's figures. Goes: registers, memory, heap objects, exception messages, arguments and
 * properties of the application, the environment, class path, accounts, hosts, folders, addresses.
 */
public final class Redactor {
  private static final Pattern SIGINFO =
      Pattern.compile(
          "siginfo: ?(si_signo: \\d{1,3} \\(\\w{3,9}\\), si_code: -?\\d{1,6} \\(\\w{3,12}\\)|EXCEPTION_[A-Z_]+ \\(0x[0-9a-f]{1,8}\\))(.*)");
  private static final Pattern SIGNAL_ADDRESS =
      Pattern.compile("(?:si_addr: |address )(0x[0-9a-fA-F]+)");
  private static final Pattern COMPILE_TASK =
      Pattern.compile(
          "(?:C[12]|JVMCI): *\\d{1,9} +\\d{1,9} +[%sb!n ]*[0-4]? +[\\w.$/]+::[\\w$<>]+ (?:@ \\d+ )?\\(\\d+ bytes\\)");
  private static final Pattern OPERATION =
      Pattern.compile("VM_Operation \\(0x[0-9a-fA-F*]+\\): (\\w{1,60}).*");
  private static final Pattern FREE_SPACE = Pattern.compile("free space=\\d{1,9}k");
  private static final Pattern REMOVED =
      Pattern.compile("\\[(?:redacted|left out): \\d{1,7} lines\\]");
  private static final Pattern REPORTING =
      Pattern.compile(
          "\\[(error|timeout) occurred during error reporting.*|-+ Timeout during error reporting.*");

  private static final Pattern END = Pattern.compile("END\\.");

  private Redactor() {}

  /**
   * A report that reads to the same facts and diagnoses. Where lines were left out, one tells how
   * many. Never fails; a text that is no report comes back nearly empty. Redacting twice changes
   * nothing more.
   */
  public static String redact(String text) {
    CrashText report = new CrashText(text);
    StringBuilder out = new StringBuilder();
    int removed = 0;
    for (int i = 0; i < report.lines().size(); i++) {
      String line = report.lines().get(i).text();
      Optional<String> kept =
          line.trim().isEmpty() ? Optional.of("") : keep(report.sectionOf(i), line);
      if (!kept.isPresent()) {
        removed++;
        continue;
      }
      if (removed > 0) {
        out.append("[redacted: ").append(removed).append(" lines]\n");
        removed = 0;
      }
      out.append(Vocabulary.withoutLongNumbers(kept.get())).append('\n');
    }
    if (removed > 0) {
      out.append("[redacted: ").append(removed).append(" lines]\n");
    }
    return out.toString();
  }

  private static Optional<String> keep(Section section, String line) {
    if (REMOVED.matcher(line).matches()) {
      return Optional.of(line);
    }
    if (REPORTING.matcher(line).matches()) {
      return Optional.of(Vocabulary.mask(line));
    }
    Optional<String> kept = rule(section, line);
    return kept.isPresent() || !section.opensWith(line)
        ? kept
        : Optional.of(section.openingOf(line));
  }

  private static Optional<String> rule(Section section, String line) {
    switch (section) {
      case DIVIDER:
      case HOST:
      case VM_STATE:
      case VM_MUTEX:
      case EXCEPTION_COUNTS:
      case HEAP_ADDRESS:
      case GC_LOG:
      case HEAP:
      case METASPACE:
      case CODE_CACHE:
      case LAUNCHER:
      case LOCALE:
      case NATIVE_MEMORY:
      case OS:
      case UNAME:
      case OS_UPTIME:
      case LIBC:
      case RLIMIT:
      case LOAD:
      case PROCESS_MEMORY:
      case STEAL:
      case VIRTUALIZATION:
      case CPU:
      case MEMORY:
        return Optional.of(known(section, line));
      case HEADER:
        return HeaderRedaction.line(line);
      case COMMAND_LINE:
        return ProcessRedaction.commandLine(line);
      case TIME:
      case TIMEZONE:
      case ELAPSED:
        return SystemRedaction.time(line);
      case CURRENT_THREAD:
        return FrameRedaction.currentThread(line);
      case COMPILE_TASK:
        return only(line, COMPILE_TASK);
      case STACK:
        return stack(line);
      case NATIVE_FRAMES:
      case JAVA_FRAMES:
        return FrameRedaction.frame(line);
      case SIGINFO:
        return siginfo(line);
      case VM_OPERATION:
        return operation(line);
      case JAVA_THREADS:
      case OTHER_THREADS:
        return FrameRedaction.listedThread(line);
      case EVENTS:
        return EventRedaction.line(line);
      case LIBRARIES:
        return ProcessRedaction.library(line);
      case VM_ARGUMENTS:
        return ProcessRedaction.arguments(line);
      case GLOBAL_FLAGS:
        return ProcessRedaction.flag(line);
      case ENVIRONMENT:
        return ProcessRedaction.variable(line);
      case SIGNAL_HANDLERS:
        return SystemRedaction.handler(line);
      case MEMINFO:
        return SystemRedaction.meminfo(line);
      case LIMITS:
        return SystemRedaction.limit(line);
      case CONTAINER:
        return SystemRedaction.container(line);
      case CPUINFO:
        return SystemRedaction.flags(line);
      case VM_INFO:
        return SystemRedaction.vmInfo(line);
      case END:
        return only(line, END);
      default:
        return Optional.empty();
    }
  }

  private static String known(Section section, String line) {
    String opening = section.openingOf(line);
    return opening + Vocabulary.mask(line.substring(opening.length()));
  }

  private static Optional<String> only(String line, Pattern pattern) {
    return pattern.matcher(line.trim()).matches() ? Optional.of(line) : Optional.empty();
  }

  private static Optional<String> stack(String line) {
    Matcher free = FREE_SPACE.matcher(line);
    return free.find() ? Optional.of("Stack: [0x*],  " + free.group()) : Optional.empty();
  }

  /** The address may be text from the heap: only what says something as such stays. */
  private static Optional<String> siginfo(String line) {
    Matcher siginfo = SIGINFO.matcher(line);
    if (!siginfo.matches()) {
      return Optional.empty();
    }
    Matcher address = SIGNAL_ADDRESS.matcher(siginfo.group(2));
    String told = "";
    if (address.find() && address.group(1).matches("0x(?:0{13}[0-9a-fA-F]{3}|[fF]{16})")) {
      String access =
          siginfo.group(2).contains("reading") ? "reading address " : "writing address ";
      told =
          ", " + (siginfo.group(2).contains("si_addr") ? "si_addr: " : access) + address.group(1);
    }
    return Optional.of("siginfo: " + siginfo.group(1) + told);
  }

  private static Optional<String> operation(String line) {
    Matcher operation = OPERATION.matcher(line);
    return operation.matches()
        ? Optional.of("VM_Operation (0x*): " + operation.group(1))
        : Optional.empty();
  }
}
