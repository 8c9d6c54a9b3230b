package io.tocsin.crash;

import java.util.Optional;

/**
 * Why the operating system gave no more memory. By exclusion: with free memory left it was a limit
 * or the place of the heap; with none left it was the JVM itself or its neighbours.
 */
final class MemoryFindings {
  private final CrashReport report;
  private final Facts facts;
  private final Findings findings;
  private final MachineMemory memory;
  private final Optional<Line> shortage;

  MemoryFindings(CrashReport report, Facts facts, Findings findings) {
    this.report = report;
    this.facts = facts;
    this.findings = findings;
    memory = facts.machineMemory();
    shortage =
        facts.failedAllocationLine().isPresent()
            ? facts.failedAllocationLine()
            : report.header().line();
  }

  void find() {
    javaMemory();
    if (!facts.isMemoryShort()) {
      return;
    }
    if (isStopCommand()) {
      findings.add(
          "error_oome_tomcat_shutdown",
          "The JVM should only stop Tomcat, but was given the server's memory options.",
          "Move -Xms, -Xmx and the like from JAVA_OPTS to CATALINA_OPTS.",
          shortage,
          report.text().first(Section.VM_ARGUMENTS, "java_command:"),
          facts.options().line());
      return;
    }
    if (memory.total() == Numbers.UNKNOWN) {
      unknownMachine();
    } else if (report.jvm().os().equals("windows")) {
      onWindows();
    } else if (!isPromisedAway() && isPhysicallyShort()) {
      noneLeft();
    } else {
      limited();
    }
    collector();
    neighbours();
  }

  /** Java's own OutOfMemoryError ends the JVM where -XX:+CrashOnOutOfMemoryError asks for it. */
  private void javaMemory() {
    String message = report.error().message();
    if (message.contains("OutOfMemory encountered: ")) {
      boolean metaspace = message.contains("Metaspace") || message.contains("class space");
      findings.add(
          metaspace ? "error_oome_metaspace" : "error_oome_java_heap",
          "Java ran out of memory ("
              + message.substring(message.indexOf(": ") + 2)
              + ") and was told to crash then.",
          "Look at the heap dump, or take one with -XX:+HeapDumpOnOutOfMemoryError.",
          report.header().line());
    }
    for (Line line : report.text().in(Section.EXCEPTION_COUNTS)) {
      if (line.text().startsWith("OutOfMemoryError")) {
        findings.add(
            "warn_oome_before",
            "OutOfMemoryErrors had been thrown before the crash.",
            "Code that ran out of memory may have left things half done: look at them first.",
            Optional.of(line));
      } else if (line.text().startsWith("StackOverflowError")) {
        findings.add(
            "warn_stackoverflow_before",
            "StackOverflowErrors had been thrown before the crash.",
            "Look at the recursion first: it may have broken native code on its stack.",
            Optional.of(line));
      }
    }
  }

  private boolean isStopCommand() {
    return facts.isAtStart()
        && facts.options().command().startsWith("org.apache.catalina.startup.Bootstrap")
        && facts.options().command().endsWith(" stop");
  }

  private void unknownMachine() {
    if (placedLow().isPresent()) {
      findings.add(
          "error_oome_oops",
          "No memory could be had beside the heap; it may lie where it blocks the growth of the"
              + " rest, and nothing tells of the machine.",
          "Try -XX:HeapBaseMinAddress, or a smaller heap.",
          shortage,
          placedLow());
    } else {
      findings.add(
          "error_oome_native_or_external",
          "The operating system gave no more memory; whether this JVM or others used it up is not"
              + " told.",
          "Compare the machine's memory with the JVM's: heap, metaspace, threads, direct buffers.",
          shortage);
    }
  }

  private void onWindows() {
    long needed = Math.max(facts.failedAllocation(), 0);
    if (memory.pageFileLine().isPresent() && memory.swapFree() <= needed + (64 << 20)) {
      findings.add(
          "error_oome_wlimit_page_file",
          "Windows had promised all memory that it has: the page file is full.",
          "Enlarge the page file, or run less beside the JVM.",
          shortage,
          memory.pageFileLine());
    } else if (isPhysicallyShort()) {
      noneLeft();
    } else {
      findings.add(
          "error_oome_wlimit",
          "Windows refused memory although some was free: a limit was met.",
          "Look for a job object's limit and for the process' commit charge.",
          shortage,
          memory.line());
    }
  }

  /** Whether the machine itself, swap included, could not give what was asked. */
  private boolean isPhysicallyShort() {
    long needed = facts.failedAllocation();
    long free = Numbers.sum(memory.available(), memory.swapFree());
    return needed == Numbers.UNKNOWN ? free < (16 << 20) : free < needed;
  }

  private void noneLeft() {
    boolean start = facts.isAtStart();
    boolean tooBig =
        facts.jvmMemory().heapReserved() > Numbers.sum(memory.total(), memory.swapTotal());
    long own = start ? 0 : facts.jvmMemory().committedAll();
    boolean mostlyOwn = own > (memory.total() - memory.free()) / 2;
    if (start && tooBig || !start && mostlyOwn) {
      findings.add(
          start ? "error_oome_jvm_startup" : "error_oome_jvm",
          start
              ? "The heap that was asked for is larger than the machine's memory."
              : "The JVM itself used up the machine's memory.",
          "Give it less: heap, metaspace, threads, direct buffers; or the machine more.",
          shortage,
          memory.line(),
          facts.options().line());
    } else if (start || own != Numbers.UNKNOWN) {
      findings.add(
          start ? "error_oome_external_startup" : "error_oome_external",
          "Other processes had used up the machine's memory.",
          "Find them, or move the JVM to a machine of its own.",
          shortage,
          memory.line());
    } else {
      findings.add(
          "error_oome_native_or_external",
          "The machine's memory was used up; whether by this JVM or by others is not told.",
          "Compare the machine's memory with the JVM's: heap, metaspace, threads, direct buffers.",
          shortage,
          memory.line());
    }
  }

  private void limited() {
    String start = facts.isAtStart() ? "_startup" : "";
    Optional<Line> limits = report.text().first(Section.RLIMIT);
    if (isPromisedAway()) {
      findings.add(
          "error_oome_overcommit_rlimit" + start,
          "Memory was free, but the kernel had promised nearly all of it to processes (its commit"
              + " limit), or a limit of the account was met.",
          "Look at vm.overcommit_memory and vm.overcommit_ratio, then at ulimit -a of the account.",
          shortage,
          memory.meminfoLine("CommitLimit:"),
          memory.meminfoLine("Committed_AS:"),
          limits);
    } else if (placedLow().isPresent() && !facts.isAtStart()) {
      findings.add(
          "error_oome_rlimit_oops",
          "Memory was free: either a limit was met (processes and threads of the account, memory"
              + " maps, a container), or the heap lies low and blocks the growth of the rest.",
          "Look at ulimit -a, vm.max_map_count, the container's limits; else set"
              + " -XX:HeapBaseMinAddress.",
          shortage,
          placedLow(),
          limits,
          memory.line());
    } else {
      findings.add(
          "error_oome_rlimit" + start,
          "Memory was free: a limit was met (processes and threads of the account, memory maps, a"
              + " container).",
          "Look at ulimit -a, vm.max_map_count, kernel.threads-max and the container's limits.",
          shortage,
          limits,
          memory.line());
    }
  }

  /** The kernel refuses at its commit limit only while it keeps to it: never above. */
  private boolean isPromisedAway() {
    long limit = memory.meminfo("CommitLimit:");
    long committed = memory.meminfo("Committed_AS:");
    if (limit == Numbers.UNKNOWN || committed == Numbers.UNKNOWN || committed > limit) {
      return false;
    }
    // A thread's stack, where no size is told, and what the kernel keeps back.
    long needed = Math.max(facts.failedAllocation(), limit / 100);
    return committed + needed > limit;
  }

  /** The line in which the JVM warns that its heap lies below 4 or 32 GB. */
  private Optional<Line> placedLow() {
    return report.text().first(Section.HEADER, "#   JVM is running with");
  }

  private void collector() {
    if (!report.jvm().gc().equals("g1")) {
      return;
    }
    findings.add(
        "warn_oom_g1",
        "G1 needs more memory beside its heap than other collectors, and takes it in bursts.",
        "Leave room beside the heap, a fifth of it as a beginning.",
        facts.options().line());
    if (memory.swapTotal() == 0) {
      findings.add(
          "warn_swap_disabled_g1",
          "There is no swap to take up such a burst.",
          "A little swap prevents the end where the need is short.",
          memory.line());
    }
  }

  /** Whether most of the memory in use belongs to others. */
  private void neighbours() {
    long own = facts.isAtStart() ? 0 : facts.jvmMemory().committedAll();
    long used = memory.total() - memory.available();
    if (own == Numbers.UNKNOWN || memory.total() == Numbers.UNKNOWN) {
      return;
    }
    if (used > memory.total() / 2 && own < used / 2) {
      findings.add(
          "warn_memory_external",
          "Other processes used "
              + Numbers.told(used - own)
              + " of the machine's "
              + Numbers.told(memory.total())
              + ".",
          "Count them in when sizing the heap.",
          memory.line(),
          memory.meminfoLine("MemAvailable:"));
    }
  }
}
