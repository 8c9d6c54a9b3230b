package io.tocsin.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a fatal error log, each with the beginnings of the lines that open it, as HotSpot's
 * vmError.cpp and what it calls print them in JDK 8 to 26. A part lasts until the next one's
 * opening line.
 */
public enum Section {
  /** Before any opening line: the "#" block. */
  HEADER,
  COMMAND_LINE("Command Line:"),
  HOST("Host:"),
  TIME("Time:", "time:"),
  TIMEZONE("timezone:"),
  ELAPSED("elapsed time:"),
  CURRENT_THREAD("Current thread "),
  COMPILE_TASK("Current CompileTask:"),
  STACK("Stack:"),
  NATIVE_FRAMES("Native frames:"),
  JAVA_FRAMES("Java frames:"),
  LOCK_STACK("Lock stack of "),
  SIGINFO("siginfo:"),
  REGISTERS("Registers:"),
  REGISTER_MAPPING("Register to memory mapping:"),
  TOP_OF_STACK("Top of Stack:"),
  INSTRUCTIONS("Instructions:"),
  STACK_SLOTS("Stack slot to memory mapping:"),
  COMPILED_CODE("Compiled method", "[Disassembly]", "[MachCode]", "Relocation Information"),
  VM_OPERATION("VM_Operation ("),
  DIVIDER("---------------  "),
  SMR_INFO("Threads class SMR info:"),
  JAVA_THREADS("Java Threads:"),
  OTHER_THREADS("Other Threads:"),
  COMPILING_THREADS("Threads with active compile tasks:"),
  VM_STATE("VM state:"),
  VM_MUTEX("VM Mutex/Monitor currently owned by a thread:"),
  EXCEPTION_COUNTS("OutOfMemory and StackOverflow Exception counts:"),
  HEAP_ADDRESS(
      "Heap address:",
      "heap address:",
      "CDS archive(s)",
      "CDS disabled",
      "Compressed class space",
      "Narrow klass",
      "UseCompressedClassPointers",
      "Encoding Range:",
      "Klass Range:"),
  GC_LOG("GC Precious Log:", "ZGC Precious Log:"),
  HEAP("Heap:"),
  HEAP_REGIONS("Heap Regions:"),
  HEAP_TABLES("Card table byte_map:", "Marking Bits", "Bitmaps:", "ZGC Page Table:"),
  POLLING_PAGE("Polling page:"),
  METASPACE("Metaspace:"),
  CODE_CACHE("CodeHeap ", "CodeCache:", "Code Cache"),
  EVENTS,
  LIBRARIES("Dynamic libraries:"),
  VM_ARGUMENTS("VM Arguments:", "jvm_args:", "jvm_flags:", "java_command:"),
  CLASS_PATH("java_class_path"),
  LAUNCHER("Launcher Type:"),
  GLOBAL_FLAGS("[Global flags]"),
  LOGGING("Logging:"),
  RELEASE_FILE("Release file:", "Release file has not been read"),
  ENVIRONMENT("Environment Variables:"),
  LOCALE("Active Locale:"),
  SIGNAL_HANDLERS("Signal Handlers:"),
  NATIVE_MEMORY("Native Memory Tracking:"),
  OS("OS:"),
  UNAME("uname:"),
  OS_UPTIME("OS uptime:"),
  LIBC("libc:"),
  RLIMIT("rlimit"),
  LOAD("load average:"),
  MEMINFO("/proc/meminfo:"),
  LIMITS("/proc/sys/", "/sys/kernel/mm/"),
  PROCESS_MEMORY("Process Memory:", "Process memory usage:"),
  STEAL("Steal ticks", "vm_steal_ticks"),
  CONTAINER("container (cgroup) information:"),
  VIRTUALIZATION(
      "KVM virtualization", "VMWare virtualization", "Xen ", "HyperV ", "Hyper-V", "vSphere "),
  CPU("CPU:", "CPU Model and flags from /proc/cpuinfo:"),
  CPUINFO("/proc/cpuinfo:"),
  MEMORY("Memory:", "Page Sizes:"),
  VM_INFO("vm_info:"),
  END("END.");

  private static final List<List<Section>> BY_FIRST_CHAR = new ArrayList<>();

  static {
    for (int i = 0; i < 128; i++) {
      BY_FIRST_CHAR.add(new ArrayList<>());
    }
    for (Section section : values()) {
      for (String opening : section.openings) {
        List<Section> same = BY_FIRST_CHAR.get(opening.charAt(0));
        if (!same.contains(section)) {
          same.add(section);
        }
      }
    }
  }

  private final String[] openings;

  Section(String... openings) {
    this.openings = openings;
  }

  /** The part that this line belongs to, where the line before belonged to {@code before}. */
  static Section of(String line, Section before) {
    if (line.isEmpty() || line.charAt(0) >= 128) {
      return before;
    }
    for (Section section : BY_FIRST_CHAR.get(line.charAt(0))) {
      if (section.opensWith(line)) {
        return section;
      }
    }
    return isEventsTitle(line) ? EVENTS : before;
  }

  /** The title of a ring of events, such as "Deoptimization events (10 events):". */
  static boolean isEventsTitle(String line) {
    return line.endsWith(" events):") && line.indexOf('(') > 0 && !line.startsWith(" ");
  }

  List<String> openings() {
    return java.util.Arrays.asList(openings);
  }

  /** The fixed words with which the line opens this section. */
  String openingOf(String line) {
    for (String opening : openings) {
      if (line.startsWith(opening)) {
        return opening;
      }
    }
    return "";
  }

  boolean opensWith(String line) {
    for (String opening : openings) {
      if (line.startsWith(opening)) {
        return true;
      }
    }
    return false;
  }
}
